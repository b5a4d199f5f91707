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
/// Judges the calls in <c>@code</c>, whose file is generated although the user wrote the code. It is an analyzer of its own because
/// each analyzer has one setting for generated code. It analyzes files of Razor only, and there only what is mapped.
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
            // Most of the file is markup that became calls. They are not bound.
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

        LlmCallAnalyzer.AnalyzePassThroughCalls(context, session, reporter, call => IsWrittenByUser(call.Syntax));

        static string? NameOf(SyntaxNode call) => (CallSyntax.NameOf(call) as SimpleNameSyntax)?.Identifier.ValueText;

        bool IsWrittenByUser(SyntaxNode call) =>
            RazorFiles.IsWrittenByUser(model.SyntaxTree, CallSyntax.NameOf(call).Span, context.CancellationToken);
    }
}
