using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>A call that runs on a model whose ID is a known constant.</summary>
/// <param name="Places">Where the ID is written: several where the code chooses among them.</param>
internal sealed record ModelUse(string Id, IOperation? Evidence, SdkCall Call, IReadOnlyList<SyntaxNode> Places)
{
    /// <summary>The provider, where the code states an address.</summary>
    public ModelProvider Endpoint { get; init; } = ModelProvider.OfSdk;

    /// <summary>Null where the ID is not known, is the name of a deployment, or is written in a prompt file, where it is judged.</summary>
    public static ModelUse? Of(CallFacts facts) =>
        facts
            is SdkCallFacts
            {
                Model: { Id: { } id, IsDeployment: false, IsFromPrompt: false, State: ModelState.Constant or ModelState.AtClient } model
            } known
            ? new ModelUse(id, model.Evidence, known.Call, known.ModelPlaces) { Endpoint = known.Endpoint }
            : null;
}

/// <summary>
/// Which calls of a compilation run on the model that is written at a place. It is asked for where a text is that a rule would report, and
/// found once: every call is resolved, but for those that rules have asked about before.
/// </summary>
/// <param name="isJudged">Whether rules look at the place at all.</param>
internal sealed class ModelUses(ServiceGraph services, SdkCallRecognizer recognizer, Func<SyntaxNode, CancellationToken, bool> isJudged)
{
    private readonly ConcurrentDictionary<SyntaxNode, ModelFact> _known = [];
    private readonly RetryableLazy<Dictionary<SyntaxNode, List<ModelUse>>> _uses = new();
    private readonly RetryableLazy<Dictionary<SyntaxNode, List<ModelUse>>> _possible = new();
    private readonly RetryableLazy<Dictionary<SettingsKey, List<ModelUse>>> _configured = new();

    /// <summary>What is known of the model of a call by now; null where nobody has asked.</summary>
    public ModelFact? Known(SyntaxNode call) => _known.TryGetValue(call, out var fact) ? fact : null;

    /// <summary>Keeps what the facts of a call know of its model by now. Nothing is looked for.</summary>
    public void Remember(SdkCallFacts facts)
    {
        if (facts is { IsCall: true, KnownModel: { } model })
            _known.TryAdd(facts.Call.Invocation.Syntax, model);
    }

    /// <summary>The calls that run on the model that is written at the place, by file and position.</summary>
    public IReadOnlyList<ModelUse> Of(SyntaxNode place, SourceScope scope) =>
        _uses.Get(() => Find(scope)).TryGetValue(place, out var uses) ? uses : [];

    /// <summary>The calls that run on the model that a settings file of the project states, by file and position.</summary>
    public IReadOnlyList<ModelUse> Of(SettingsValue setting, SourceScope scope) =>
        _configured.Get(() => Find(scope, Configured)).TryGetValue(setting.Key, out var uses) ? uses : [];

    /// <summary>The calls that run on the model at the place in some case: where it is a fallback, or one of several.</summary>
    public IReadOnlyList<ModelUse> PossiblyOf(SyntaxNode place, SourceScope scope) =>
        _possible.Get(() => Find(scope, Possible)).TryGetValue(place, out var uses) ? uses : [];

    private Dictionary<SyntaxNode, List<ModelUse>> Find(SourceScope scope) => Find(scope, Written);

    private static IEnumerable<(SyntaxNode Place, ModelUse Use)> Possible(SdkCallFacts facts)
    {
        foreach (var model in facts.PossibleModels)
            yield return (
                model.Place,
                new ModelUse(model.Id, facts.Model.Evidence, facts.Call, [model.Place]) { Endpoint = facts.Endpoint }
            );
    }

    private static IEnumerable<(SyntaxNode Place, ModelUse Use)> Written(SdkCallFacts facts)
    {
        if (ModelUse.Of(facts) is { } use)
            foreach (var place in use.Places)
                yield return (place, use);
    }

    private static IEnumerable<(SettingsKey Place, ModelUse Use)> Configured(SdkCallFacts facts)
    {
        foreach (var value in facts.ConfiguredModels)
            if (!facts.Model.IsDeployment)
                yield return (value.Key, new ModelUse(value.Text, facts.Model.Evidence, facts.Call, []) { Endpoint = facts.Endpoint });
    }

    private Dictionary<TPlace, List<ModelUse>> Find<TPlace>(
        SourceScope scope,
        Func<SdkCallFacts, IEnumerable<(TPlace Place, ModelUse Use)>> usesOf
    )
        where TPlace : notnull
    {
        var found = new Dictionary<TPlace, List<ModelUse>>();
        foreach (var call in ProjectCalls.Of(services, recognizer, scope, isJudged))
        {
            var facts = new SdkCallFacts(call, scope, services, ImmutableArray<string>.Empty, Known(call.Invocation.Syntax));
            if (!facts.IsCall)
                continue;
            foreach (var (place, use) in usesOf(facts))
            {
                if (!found.TryGetValue(place, out var uses))
                    found.Add(place, uses = []);
                uses.Add(use);
            }

            Remember(facts);
        }

        foreach (var uses in found.Values)
            uses.Sort(static (left, right) => Compare(left.Call.Invocation.Syntax, right.Call.Invocation.Syntax));
        return found;
    }

    private static int Compare(SyntaxNode left, SyntaxNode right) =>
        string.CompareOrdinal(left.SyntaxTree.FilePath, right.SyntaxTree.FilePath) is not 0 and var order
            ? order
            : left.SpanStart.CompareTo(right.SpanStart);
}
