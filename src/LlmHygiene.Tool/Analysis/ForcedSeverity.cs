using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Analysis;

/// <summary>The severities of a project, except for one rule, which has the same severity everywhere.</summary>
internal sealed class ForcedSeverity(SyntaxTreeOptionsProvider project, string ruleId, ReportDiagnostic forced) : SyntaxTreeOptionsProvider
{
    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
        project.IsGenerated(tree, cancellationToken);

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree,
        string diagnosticId,
        CancellationToken cancellationToken,
        out ReportDiagnostic severity
    )
    {
        severity = forced;
        return diagnosticId == ruleId || project.TryGetDiagnosticValue(tree, diagnosticId, cancellationToken, out severity);
    }

    public override bool TryGetGlobalDiagnosticValue(
        string diagnosticId,
        CancellationToken cancellationToken,
        out ReportDiagnostic severity
    )
    {
        severity = forced;
        return diagnosticId == ruleId || project.TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);
    }
}
