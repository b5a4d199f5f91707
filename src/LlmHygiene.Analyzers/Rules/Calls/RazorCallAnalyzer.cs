using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Judges the calls in <c>@code</c>. It looks only at the mapped parts of Razor files.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RazorCallAnalyzer : RazorAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules => LlmCallAnalyzer.CallDescriptors;

    private protected override void StartRazor(
        CompilationStartAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter
    ) => context.RegisterSemanticModelAction(file => Analyze(file, session, reporter));

    private static void Analyze(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var model = context.SemanticModel;
        var tree = model.SyntaxTree;
        if (!Handles(tree, context.IsGeneratedCode))
            return;
        // Most of the file is markup that became calls: only invocations with the name of a call are examined.
        var names = TreeNames.Of(tree);
        foreach (var name in session.Catalog.CallNames)
        {
            if (!names.Contains(name))
                continue;
            foreach (var place in names.Uses(name, tree.GetRoot(context.CancellationToken)))
                if (
                    TreeNames.Reference(place) is InvocationExpressionSyntax call
                    && session.Catalog.MightBeCall(name, call)
                    && IsWrittenByUser(call)
                )
                    LlmCallAnalyzer.Analyze(call, model, session, reporter, context.ReportDiagnostic, context.CancellationToken);
        }

        LlmCallAnalyzer.AnalyzePassThroughCalls(context, session, reporter, call => IsWrittenByUser(call.Syntax));

        bool IsWrittenByUser(SyntaxNode call) => RazorFiles.IsWrittenByUser(tree, CallSyntax.NameOf(call).Span, context.CancellationToken);
    }
}
