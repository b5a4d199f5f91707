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
internal sealed class RazorKeyAnalyzer : RazorAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(ApiKeyInSourceRule.Descriptor);

    private protected override void StartRazor(
        CompilationStartAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter
    ) => context.RegisterSemanticModelAction(file => Analyze(file, session, reporter));

    private static void Analyze(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var tree = context.SemanticModel.SyntaxTree;
        if (!Handles(tree, context.IsGeneratedCode))
            return;
        var report = new SourceReport(context.SemanticModel, reporter, context.ReportDiagnostic, context.CancellationToken);
        foreach (var literal in tree.GetRoot(context.CancellationToken).DescendantNodes().OfType<LiteralExpressionSyntax>())
            if (
                literal.IsKind(SyntaxKind.StringLiteralExpression)
                && SourceTextAnalyzer.KeyIn(literal) is not null
                && RazorFiles.IsWrittenByUser(tree, literal.Span, context.CancellationToken)
            )
                SourceTextAnalyzer.AnalyzeLiteral(literal, session, report);
    }
}
