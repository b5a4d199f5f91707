using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Rules.Resilience;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Http;

/// <summary>
/// Finds LLM calls that are written as HTTP requests. Most projects that send HTTP reach no LLM, so the text of the project is searched for
/// endpoints first; without one, nothing is registered.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RawHttpAnalyzer : LlmAnalyzer
{
    private static readonly CallRule s_rawHttp = new RawHttpRule();
    private static readonly ImmutableArray<CallRule> s_rules = ImmutableArray.Create(
        s_rawHttp,
        new CallInventoryRule(),
        new ModelRefusesRule(),
        new CallBlocksRule()
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        s_rules.Select(rule => rule.Descriptor).Append(TimeoutCutsCallsRule.TimeoutCutsCalls).ToImmutableArray();

    private protected override string BaselineKind => BaselineKinds.Http;

    private protected override ImmutableArray<DiagnosticDescriptor> RulesInBaseline { get; } =
        ImmutableArray.Create(s_rawHttp.Descriptor, s_rules[2].Descriptor, s_rules[3].Descriptor, TimeoutCutsCallsRule.TimeoutCutsCalls);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (!HttpCallRecognizer.IsFor(context.Compilation, context.CancellationToken))
            return;
        // At the end of a file, also for sends: by then the compiler and other analyzers have bound most of the code that is needed.
        context.RegisterSemanticModelAction(file => Analyze(file, session, reporter));
    }

    private static void Analyze(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        foreach (var found in session.Http.CallsIn(tree, scope))
            Report(found, scope, session, reporter, context.ReportDiagnostic);
    }

    private static void Report(
        HttpReading found,
        SourceScope scope,
        CompilationSession session,
        BaselineReporter reporter,
        Action<Diagnostic> report
    )
    {
        var options = session.OptionsOf(found.Call.Invocation.Syntax.SyntaxTree);
        var facts = new HttpCallFacts(found, scope, session.Catalog, options.PromptTagKeys)
        {
            Configuration = session.Services.Configuration,
        };
        CallJudge.Judge(facts, s_rules, options, reporter, report, scope.Cancellation);
        ParameterJudge.JudgeRequest(facts, session, options, reporter, report, scope.Cancellation);
        JudgeTimeout(found, scope, session, options, reporter, report);
    }

    private static void JudgeTimeout(
        HttpReading found,
        SourceScope scope,
        CompilationSession session,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report
    )
    {
        var call = found.Call.Invocation;
        if (
            !found.Call.Operation.HasOutputTokens()
            || found.Call.Library.IsOutside
            || !Severities.IsOn(TimeoutCutsCallsRule.TimeoutCutsCalls, scope.Compilation, call.Syntax.SyntaxTree, scope.Cancellation)
        )
            return;
        var chain = ClientChain.Of(ValueTracker.Whole(scope, session.Catalog), session.Services);
        var request = new MadeClient(found.Call.Location, found.Call.Method.Name);
        var clients = new HttpClientReader(chain).OfRequest(found.Call.Send);
        if (TimeoutCutsCallsRule.Judge(clients, request, options) is { } diagnostic)
            reporter.Report(diagnostic, report, call, subject: null, scope.Cancellation);
    }
}
