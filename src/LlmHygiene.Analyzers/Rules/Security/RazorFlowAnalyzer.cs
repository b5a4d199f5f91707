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
internal sealed class RazorFlowAnalyzer : RazorAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules => TextFlowAnalyzer.Descriptors;

    private protected override void StartRazor(
        CompilationStartAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        if (!TextFlowAnalyzer.IsFor(context.Compilation, session, context.CancellationToken))
            return;
        var sinks = new TextSinks(session.Catalog);
        context.RegisterSyntaxNodeAction(
            node =>
            {
                var tree = node.Node.SyntaxTree;
                if (Handles(tree, node.IsGeneratedCode) && RazorFiles.IsWrittenByUser(tree, node.Node.Span, node.CancellationToken))
                    TextFlowAnalyzer.Analyze(node, sinks, session, reporter);
            },
            TextFlowAnalyzer.Kinds
        );
    }
}
