using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>
/// Finds keys without a shape in <c>@code</c>, by where they are passed. Those with a shape are found in the text of the Razor file.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RazorKeyAnalyzer : LlmAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(ApiKeyInSourceRule.Descriptor);

    private protected override string BaselineKind => BaselineKinds.Razor;

    private protected override GeneratedCodeAnalysisFlags GeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (context.Compilation.SyntaxTrees.Any(RazorFiles.IsRazor) && session.Catalog.HasCalls)
            context.RegisterSemanticModelAction(file => Analyze(file, session, reporter));
    }

    private static void Analyze(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var tree = context.SemanticModel.SyntaxTree;
        // Where a project says that its Razor files are not generated, the other analyzer handles them.
        if (!context.IsGeneratedCode || !RazorFiles.IsRazor(tree))
            return;
        var report = new SourceReport(context.SemanticModel, reporter, context.ReportDiagnostic, context.CancellationToken);
        foreach (var node in tree.GetRoot(context.CancellationToken).DescendantNodes())
            if (
                node.IsKind(SyntaxKind.StringLiteralExpression)
                && SourceTextAnalyzer.KeyIn((LiteralExpressionSyntax)node) is not null
                && RazorFiles.IsWrittenByUser(tree, node.Span, context.CancellationToken)
            )
                SourceTextAnalyzer.AnalyzeLiteral((LiteralExpressionSyntax)node, session, report);
    }
}
