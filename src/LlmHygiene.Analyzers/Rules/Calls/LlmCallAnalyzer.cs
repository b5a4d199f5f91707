using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Recognizes each call once and asks every call rule about its facts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LlmCallAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<CallRule> s_rules = ImmutableArray.Create<CallRule>(
        new CallInventoryRule(),
        new ModelNotStatedRule(),
        new ModelDecidedElsewhereRule(),
        new ModelAliasRule(),
        new ModelRetiredRule(),
        new ModelNotAllowedRule(),
        new PromptNotVersionedRule(),
        new PromptVersionNotFixedRule(),
        new PromptInlineRule(),
        new PromptTagLostRule(),
        new OutputNotLimitedRule(),
        new ModelHeavierThanTierRule(),
        new CallInLoopRule(),
        new CallNotCancellableRule()
    );

    /// <summary>What the call rules report.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> CallDescriptors = s_rules
        .Select(rule => rule.Descriptor)
        .ToImmutableArray();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = CallDescriptors.Add(BaselineReporter.Stale);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var reporter = BaselineReporter.For(start, BaselineKinds.Call, CallDescriptors);
            if (CompilationSession.Of(start.Compilation, start.Options) is not { } session)
                return;
            start.RegisterOperationAction(
                operation =>
                    Analyze(
                        (IInvocationOperation)operation.Operation,
                        session,
                        reporter,
                        operation.ReportDiagnostic,
                        operation.CancellationToken
                    ),
                OperationKind.Invocation
            );
            // For one file, so that an IDE reports it while the user types; and after the calls of the file, whose facts are known then.
            start.RegisterSemanticModelAction(file => AnalyzePassThroughCalls(file, session, reporter));
        });
    }

    internal static void Analyze(
        IInvocationOperation invocation,
        CompilationSession session,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        if (invocation.SemanticModel is not { } model)
            return;
        if (session.Recognizer.Recognize(invocation) is { } call)
        {
            var options = session.OptionsOf(invocation.Syntax.SyntaxTree);
            var facts = new SdkCallFacts(call, new SourceScope(model, cancellation), session.Services, options.PromptTagKeys);
            if (facts.IsCall)
                CallJudge.Judge(facts, s_rules, options, reporter, report, cancellation);
            session.PassThroughMethods.Remember(facts);
        }
        else if (session.Catalog.PromptCallNames.Contains(invocation.TargetMethod.Name))
        {
            session.PassThroughMethods.RememberNoCall(invocation);
        }
    }

    internal static void AnalyzePassThroughCalls(
        SemanticModelAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter,
        Func<IInvocationOperation, bool>? where = null
    )
    {
        var tree = context.SemanticModel.SyntaxTree;
        var scope = new SourceScope(context.SemanticModel, context.CancellationToken);
        var options = session.OptionsOf(tree);
        foreach (var call in session.PassThroughMethods.Get(scope).CallsIn(tree, scope))
        {
            // A marked method is judged as a call of its own.
            if (where?.Invoke(call.Invocation) == false || session.Recognizer.Recognize(call.Invocation) is not null)
                continue;
            var facts = new PassThroughCallFacts(call, scope, session.Catalog, options.PromptTagKeys);
            CallJudge.Judge(facts, s_rules, options, reporter, context.ReportDiagnostic, context.CancellationToken);
        }
    }
}
