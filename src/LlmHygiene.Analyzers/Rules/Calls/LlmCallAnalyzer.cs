using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Recognises each call once and puts its facts before every call rule.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LlmCallAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<CallRule> Rules = ImmutableArray.Create<CallRule>(
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
    internal static readonly ImmutableArray<DiagnosticDescriptor> CallDescriptors = Rules
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
            // Of a file by itself, so that an IDE shows it while someone types; and after its calls, whose facts are known then.
            start.RegisterSemanticModelAction(file => AnalyzeWrapperCalls(file, session, reporter));
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
            var facts = new LlmCallFacts(call, new SourceScope(model, cancellation), session.Services, options.PromptTagKeys);
            session.Wrappers.Remember(invocation, facts.IsCall ? facts.Prompt.ForwardedParameters : []);
            if (!facts.IsCall)
                return;
            foreach (var rule in Rules)
                if (IsOn(rule, model, cancellation) && rule.Judge(facts, options) is { } diagnostic)
                    reporter.Report(diagnostic, report, invocation, reporter.IsActive ? rule.Subject(facts) : null, cancellation);
        }
        else if (session.Catalog.PromptCallNames.Contains(invocation.TargetMethod.Name))
        {
            session.Wrappers.Remember(invocation, []);
        }
    }

    internal static void AnalyzeWrapperCalls(
        SemanticModelAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter,
        Func<IInvocationOperation, bool>? where = null
    )
    {
        var tree = context.SemanticModel.SyntaxTree;
        var scope = new SourceScope(context.SemanticModel, context.CancellationToken);
        var options = session.OptionsOf(tree);
        foreach (var (call, prompts) in session.Wrappers.Get(scope).CallsIn(tree, scope))
        {
            // A marked method is asked about as the call that it is.
            if (where?.Invoke(call) == false || session.Recognizer.Recognize(call) is not null)
                continue;
            var facts = new PassThroughCallFacts(call, prompts, scope, session.Catalog, options.PromptTagKeys);
            foreach (var rule in Rules)
                if (IsOn(rule, context.SemanticModel, context.CancellationToken) && rule.Judge(facts, options) is { } diagnostic)
                    reporter.Report(diagnostic, context.ReportDiagnostic, call, subject: null, context.CancellationToken);
        }
    }

    private static bool IsOn(CallRule rule, SemanticModel model, CancellationToken cancellation) =>
        Severities.IsOn(rule.Descriptor, model.Compilation, model.SyntaxTree, cancellation);
}
