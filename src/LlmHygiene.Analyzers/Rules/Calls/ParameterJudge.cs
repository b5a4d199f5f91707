using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Parameters;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A parameter of a call that its model does not accept.</summary>
internal sealed record RefusedParameter(string Model, ModelRefusal Refusal, SyntaxNode Place, IInvocationOperation Call);

/// <summary>
/// Reports what a model does not accept where it is written: inside the call at once, elsewhere in the file once for all calls of the file,
/// and in another file at the call.
/// </summary>
internal static class ParameterJudge
{
    private static readonly ModelRefusesRule s_rule = new();

    /// <summary>Judges a raw HTTP request: what stands elsewhere in its file is reported with it.</summary>
    public static void JudgeRequest(
        CallFacts facts,
        CompilationSession session,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    ) => Judge(facts, session, options, reporter, report, isWhole: true, cancellation);

    /// <summary>Judges a call, and keeps what belongs to its file.</summary>
    public static void JudgeCall(
        CallFacts facts,
        CompilationSession session,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    ) => Judge(facts, session, options, reporter, report, isWhole: false, cancellation);

    private static void Judge(
        CallFacts facts,
        CompilationSession session,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        bool isWhole,
        CancellationToken cancellation
    )
    {
        var call = facts.Call.Invocation;
        if (call.SemanticModel is not { Compilation: var compilation })
            return;
        var tree = call.Syntax.SyntaxTree;
        if (!Severities.IsOn(s_rule.Descriptor, compilation, tree, cancellation))
            return;
        foreach (var refused in session.Refused(call.Syntax, () => Of(facts, options, session.Catalog)))
        {
            var isInFile = refused.Place.SyntaxTree == tree;
            if (isInFile && !isWhole && !call.Syntax.Span.Contains(refused.Place.Span))
                continue;
            var place = refused.Place.GetLocation();
            var diagnostic = isInFile
                ? ModelRefusesRule.Report(refused.Model, refused.Refusal, place)
                : ModelRefusesRule.Report(refused.Model, refused.Refusal, facts.Call.Location, place);
            reporter.Report(diagnostic, report, call, refused.Refusal.Parameter.ToString(), cancellation);
        }
    }

    /// <summary>Reports what stands beside the calls of a file, once for all of them.</summary>
    public static void JudgeFile(
        SemanticModel model,
        CompilationSession session,
        SourceScope scope,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var tree = model.SyntaxTree;
        var names = TreeNames.Of(tree);
        if (
            !session.Catalog.ParameterNames.Any(names.Contains)
            || !Severities.IsOn(s_rule.Descriptor, model.Compilation, tree, cancellation)
        )
            return;
        var found = new List<RefusedParameter>();
        foreach (var name in session.Catalog.CallNames)
        {
            if (!names.Contains(name))
                continue;
            foreach (var node in CallCandidates.Named(name, scope, session.Catalog, trees: [tree]))
                if (
                    scope.MethodOf(node) is { } method
                    && session.Catalog.FindCall(method, tree) is not null
                    && scope.OperationOf(node) is IInvocationOperation invocation
                )
                    found.AddRange(session.Refused(invocation.Syntax, () => Of(invocation, session, scope)));
        }

        foreach (
            var group in found
                .Where(refused => refused.Place.SyntaxTree == tree && !refused.Call.Syntax.Span.Contains(refused.Place.Span))
                .GroupBy(static refused => (refused.Place, refused.Refusal.Parameter))
        )
        {
            var all = group.OrderBy(static refused => refused.Call.Syntax.SpanStart).ToList();
            var first = all[0];
            reporter.Report(
                ModelRefusesRule.Report(first.Model, first.Refusal, first.Place.GetLocation()),
                report,
                first.Call,
                [.. all.Select(static refused => refused.Call)],
                first.Refusal.Parameter.ToString(),
                cancellation
            );
        }
    }

    private static IReadOnlyList<RefusedParameter> Of(IInvocationOperation invocation, CompilationSession session, SourceScope scope)
    {
        if (session.Recognizer.Recognize(invocation) is not { } call)
            return [];
        var options = session.OptionsOf(invocation.Syntax.SyntaxTree);
        var known = session.ModelUses.Known(invocation.Syntax);
        var facts = new SdkCallFacts(call, scope, session.Services, options.PromptTagKeys, known);
        return facts.IsCall ? Of(facts, options, session.Catalog) : [];
    }

    // The list of models decides first whether there is anything to look for.
    private static IReadOnlyList<RefusedParameter> Of(CallFacts facts, RuleOptions options, SdkCatalog catalog)
    {
        if (facts.Model is not { Id: { } id, IsDeployment: var isDeployment, IsFromPrompt: false })
            return [];
        var model =
            isDeployment ? StatedModel.OfDeployment(facts, options.Models)
            : facts is HttpCallFacts http ? new StatedModel(id, http.Provider, facts.Call.Location)
            : StatedModel.Of(facts);
        return model is null ? [] : Of(facts, model, options, catalog);
    }

    /// <summary>What a model does not accept of what a call sends.</summary>
    public static IReadOnlyList<RefusedParameter> Of(CallFacts facts, StatedModel model, RuleOptions options, SdkCatalog catalog)
    {
        if (facts.Call.Operation is not { } operation || !operation.HasOutputTokens())
            return [];
        if (model.Find(options.Models) is not { Entry: { Capabilities.MayRefuse: true } entry } || MayGoElsewhere(facts, model.Id, entry))
            return [];
        var fact = facts.Parameters;
        var older = OlderLimitOf(facts);
        if (fact.Sent.Count == 0 && older is null)
            return [];
        var reasons = ReasonsIn(fact, entry.Capabilities);
        var found = new List<RefusedParameter>();
        foreach (var sent in fact.Sent)
            if (
                IsSentAsWritten(sent.Parameter, facts.Call, entry, catalog)
                && ModelRefusals.Of(sent.Parameter, sent.Constant, entry.Capabilities, reasons, sent.Efforts) is { } refusal
            )
                found.Add(new RefusedParameter(model.Id, refusal, sent.Place, facts.Call.Invocation));
        if (
            older is not null
            && fact.OwnLimit is { } limit
            && ModelRefusals.OfOlderLimit(entry.Capabilities, older) is { } refusedLimit
            && !found.Exists(static other => other.Refusal.Parameter == RequestParameter.MaxTokens)
        )
            found.Add(new RefusedParameter(model.Id, refusedLimit, limit.Place, facts.Call.Invocation));
        return found;
    }

    /// <summary>True where a limit that is set at the call is known to be refused, because of the name under which it is sent.</summary>
    public static bool RefusesLimit(CallFacts facts, LimitMember member, RuleOptions options, SdkCatalog catalog) =>
        (OlderLimitOf(facts) is { } older && older.Row.Member == member.Name || catalog.IsOlderLimit(member))
        && StatedModel.OfCall(facts, options.Models)?.Find(options.Models) is { Entry: { Capabilities: var model } entry }
        && model.Refuses(RequestParameter.MaxTokens)
        && !MayGoElsewhere(facts, entry.Id, entry);

    // How the client of the call sends a limit, where that is under the older name.
    private static ClientLimitName? OlderLimitOf(CallFacts facts) =>
        facts is SdkCallFacts { Call.Entry.Type: var type, Model.OlderLimit: { } older } && older.Row.Calls == type ? older : null;

    // A router or gateway may leave out what the model does not accept. Of a deployment, the project itself states what that is.
    private static bool MayGoElsewhere(CallFacts facts, string id, ModelEntry entry) =>
        facts switch
        {
            HttpCallFacts { Model.IsDeployment: false } http => http.Provider != entry.Provider,
            SdkCallFacts { Call.Sdk.PrefixesModels: false } => id.IndexOf('/') >= 0,
            _ => false,
        };

    /// <summary>Whether the model reasons in a request; null where that is not known.</summary>
    public static bool? ReasonsIn(ParameterFact fact, ModelCapabilities model) =>
        fact.IsEffortKnown || fact.Effort is not null || model.Reasoning is ReasoningMode.Always or ReasoningMode.None
            ? model.Reasons(fact.Effort)
            : null;

    // An SDK for all providers leaves it to an adapter: those of other providers make something else of an effort, and leave out what the
    // provider does not know any more.
    private static bool IsSentAsWritten(RequestParameter parameter, ICall call, ModelEntry entry, SdkCatalog catalog) =>
        call is not SdkCall { Sdk: { Provider: null, SendsAsWritten: false } }
        || (parameter == RequestParameter.Effort ? SdkProviders.SendsEfforts(entry.Provider) : catalog.Sends(entry.Provider, parameter));
}
