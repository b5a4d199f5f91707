using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>
/// Judges the calls in <c>@code</c>, whose file is generated though the user wrote it. An analyzer of its own, because to look
/// at generated code or not is said once for an analyzer; it looks at the files of Razor only, and there at what is mapped.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RazorCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        LlmCallAnalyzer.CallDescriptors.Add(BaselineReporter.Stale);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var reporter = BaselineReporter.For(start, BaselineKinds.Razor, LlmCallAnalyzer.CallDescriptors);
            if (
                !start.Compilation.SyntaxTrees.Any(RazorFiles.IsRazor)
                || CompilationSession.Of(start.Compilation, start.Options) is not { } session
            )
                return;
            start.RegisterSemanticModelAction(action => Analyze(action, session, reporter));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var model = context.SemanticModel;
        // Where a project says that its Razor files are not generated, the other analyzer sees them.
        if (!context.IsGeneratedCode || !RazorFiles.IsRazor(model.SyntaxTree))
            return;
        foreach (var node in model.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes())
        {
            // Most of the file is markup that was made into calls: none of them is bound.
            if (
                node is not InvocationExpressionSyntax
                || NameOf(node) is not { } name
                || !session.Catalog.MightBeCall(name)
                || !IsWrittenByUser(node)
            )
                continue;
            if (model.GetOperation(node, context.CancellationToken) is IInvocationOperation invocation)
                LlmCallAnalyzer.Analyze(invocation, session, reporter, context.ReportDiagnostic, context.CancellationToken);
        }

        LlmCallAnalyzer.AnalyzeWrapperCalls(context, session, reporter, call => IsWrittenByUser(call.Syntax));

        static string? NameOf(SyntaxNode call) => (LlmCall.NameOf(call) as SimpleNameSyntax)?.Identifier.ValueText;

        bool IsWrittenByUser(SyntaxNode call) =>
            RazorFiles.IsWrittenByUser(model.SyntaxTree, LlmCall.NameOf(call).Span, context.CancellationToken);
    }
}
