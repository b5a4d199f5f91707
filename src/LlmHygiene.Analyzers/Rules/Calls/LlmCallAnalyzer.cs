using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>
/// Recognizes each call once and asks every call rule about its facts. Few invocations have the name of a call: the others cost a look at
/// their name and are not bound.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LlmCallAnalyzer : LlmAnalyzer
{
    private static readonly ImmutableArray<CallRule> s_rules = ImmutableArray.Create<CallRule>(
        new CallInventoryRule(),
        new ModelNotStatedRule(),
        new ModelDecidedElsewhereRule(),
        new ModelAliasRule(),
        new ModelRetiredRule(),
        new ModelNotAllowedRule(),
        new ModelRefusesRule(),
        new PromptNotVersionedRule(),
        new PromptVersionNotFixedRule(),
        new PromptInlineRule(),
        new PromptTagLostRule(),
        new OutputNotLimitedRule(),
        new OutputLimitTooLowRule(),
        new InputBeforeTextRule(),
        new ModelHeavierThanTierRule(),
        new CallInLoopRule(),
        new CallNotCancellableRule(),
        new CallBlocksRule(),
        new RetriesMultiplyRule()
    );

    /// <summary>What the call rules report.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> CallDescriptors = s_rules
        .Select(rule => rule.Descriptor)
        .ToImmutableArray();

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => CallDescriptors;

    private protected override string BaselineKind => BaselineKinds.Call;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (!session.Catalog.HasCalls)
            return;
        // By syntax, so that the compiler builds no operation trees for code without calls.
        context.RegisterSyntaxNodeAction(node => AnalyzeNode(node, session, reporter), SyntaxKind.InvocationExpression);
        if (session.Catalog.MayBeCalledImplicitly)
            context.RegisterOperationAction(operation => AnalyzeImplicit(operation, session, reporter), OperationKind.Invocation);
        context.RegisterSyntaxNodeAction(
            node =>
                ModelJudge.JudgeLiteral(
                    (LiteralExpressionSyntax)node.Node,
                    node.SemanticModel,
                    session,
                    reporter,
                    node.ReportDiagnostic,
                    node.CancellationToken
                ),
            SyntaxKind.StringLiteralExpression
        );
        // Per file, so that an IDE shows it while the user types; and after the file's calls, because their facts are known then.
        context.RegisterSemanticModelAction(file => AnalyzePassThroughCalls(file, session, reporter));
    }

    private static void AnalyzeNode(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (InvokedName.Of(context.Node) is { } name && session.Catalog.MightBeCall(name, (InvocationExpressionSyntax)context.Node))
            Analyze(context.Node, context.SemanticModel, session, reporter, context.ReportDiagnostic, context.CancellationToken);
    }

    // `from item in items select …`, `new List { item }`: a method that the user has marked may have a name that is called implicitly.
    private static void AnalyzeImplicit(OperationAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (context.Operation is IInvocationOperation { Syntax: not InvocationExpressionSyntax } invocation)
            Analyze(invocation, session, reporter, context.ReportDiagnostic, context.CancellationToken);
    }

    internal static void Analyze(
        SyntaxNode node,
        SemanticModel model,
        CompilationSession session,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        // Binding the name is cheaper than building the whole operation.
        if (
            session.Source.SymbolOf(node, model, cancellation) is IMethodSymbol method
            && session.Catalog.FindCall(method, node.SyntaxTree) is not null
            && model.FindOperation(node, cancellation) is IInvocationOperation invocation
        )
            Analyze(invocation, session, reporter, report, cancellation);
        else
            session.PassThroughMethods.RememberNoCall(node);
    }

    private static void Analyze(
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
            var scope = session.ScopeOf(model, cancellation);
            var known = session.ModelUses.Known(invocation.Syntax);
            var facts = new SdkCallFacts(call, scope, session.Services, options.PromptTagKeys, known);
            if (facts.IsCall)
            {
                CallJudge.Judge(facts, s_rules, options, reporter, report, cancellation);
                ModelJudge.JudgeCall(facts, session, scope, options, reporter, report, cancellation);
                ParameterJudge.JudgeCall(facts, session, options, reporter, report, cancellation);
                session.ModelUses.Remember(facts);
                VersionJudge.JudgeCall(facts, session, scope, reporter, report, cancellation);
            }

            session.PassThroughMethods.Remember(facts);
        }
        else
        {
            session.PassThroughMethods.RememberNoCall(invocation.Syntax);
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
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        var options = session.OptionsOf(tree);
        var methods = session.PassThroughMethods.Get(scope);
        foreach (var call in methods.CallsIn(tree, scope))
        {
            // A marked method is judged as a call itself.
            if (where?.Invoke(call.Invocation) == false || session.Recognizer.Recognize(call.Invocation) is not null)
                continue;
            var facts = new PassThroughCallFacts(call, scope, session.Catalog, options.PromptTagKeys, methods);
            CallJudge.Judge(facts, s_rules, options, reporter, context.ReportDiagnostic, context.CancellationToken);
            VersionJudge.JudgeCall(facts, session, scope, reporter, context.ReportDiagnostic, context.CancellationToken);
        }

        BlockingJudge.JudgeFile(
            context.SemanticModel,
            session,
            scope,
            where,
            reporter,
            context.ReportDiagnostic,
            context.CancellationToken
        );
        if (where is null)
            ParameterJudge.JudgeFile(context.SemanticModel, session, scope, reporter, context.ReportDiagnostic, context.CancellationToken);
        VersionJudge.JudgeFile(context.SemanticModel, session, scope, reporter, context.ReportDiagnostic, context.CancellationToken);
    }
}
