using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>
/// Looks for text that gets where it must not be in Razor files: <c>@((MarkupString)answer)</c>, <c>@Html.Raw(answer)</c>, and
/// <c>@code</c>. It looks only at the mapped parts of the generated files.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RazorFlowAnalyzer : LlmAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules => TextFlowAnalyzer.Descriptors;

    private protected override string BaselineKind => BaselineKinds.Razor;

    private protected override GeneratedCodeAnalysisFlags GeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (!context.Compilation.SyntaxTrees.Any(RazorFiles.IsRazor) || !TextFlowAnalyzer.IsFor(context.Compilation, session))
            return;
        var sinks = new TextSinks(session.Catalog);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                // Where a project says that its Razor files are not generated, the other analyzer handles them.
                var tree = node.Node.SyntaxTree;
                if (
                    node.IsGeneratedCode
                    && RazorFiles.IsRazor(tree)
                    && RazorFiles.IsWrittenByUser(tree, node.Node.Span, node.CancellationToken)
                )
                    TextFlowAnalyzer.Analyze(node, sinks, session, reporter);
            },
            TextFlowAnalyzer.Kinds
        );
    }
}
