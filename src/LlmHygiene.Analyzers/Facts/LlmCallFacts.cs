using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about one call. Each fact is found when a rule first asks for it.</summary>
internal sealed class LlmCallFacts
{
    private readonly Lazy<ModelFact> _model;
    private readonly Lazy<PromptFact> _prompt;
    private readonly Lazy<LimitFact> _limit;

    public LlmCallFacts(LlmCall call, SourceScope scope, SdkCatalog catalog, ImmutableArray<string> extraTagKeys)
    {
        Call = call;
        var values = new ValueTracker(scope, catalog);
        var objects = new ObjectTracker(values, catalog);
        var options = new OptionsReader(objects, catalog);
        var ownValues = new ValueTracker(scope, catalog, followCallers: false);
        var ownObjects = new ObjectTracker(ownValues, catalog);
        _model = new(() => new ModelResolver(values, options, catalog).Resolve(call), LazyThreadSafetyMode.None);
        _prompt = new(() => new PromptResolver(ownValues, ownObjects, options, new PromptTags(extraTagKeys), catalog).Resolve(call), LazyThreadSafetyMode.None);
        _limit = new(() => new LimitResolver(values, options, catalog).Resolve(call), LazyThreadSafetyMode.None);
        Known = catalog.Known;
    }

    public LlmCall Call { get; }

    public ModelFact Model => _model.Value;

    public PromptFact Prompt => _prompt.Value;

    public LimitFact Limit => _limit.Value;

    public CancellationState Cancellation => CancellationResolver.Resolve(Call, Known);

    private KnownTypes Known { get; }
}
