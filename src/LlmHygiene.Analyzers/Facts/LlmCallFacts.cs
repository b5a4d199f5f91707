using System.Collections.Concurrent;
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

    public LlmCallFacts(LlmCall call, TypeScope scope, SdkCatalog catalog, ImmutableArray<string> extraTagKeys)
    {
        Call = call;
        var values = new ValueTracker(scope, catalog);
        var objects = new ObjectTracker(values, catalog);
        var options = new OptionsReader(objects, catalog);
        _model = new(() => new ModelResolver(values, objects, options, catalog).Resolve(call), LazyThreadSafetyMode.None);
        _prompt = new(() => new PromptResolver(values, objects, options, new PromptTags(extraTagKeys), catalog).Resolve(call), LazyThreadSafetyMode.None);
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

/// <summary>Makes the facts of the calls of one compilation; what is read of a type is read once for all its calls.</summary>
internal sealed class LlmCallFactsProvider(SdkCatalog catalog)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, TypeNameIndex> _names = new(SymbolEqualityComparer.Default);

    /// <summary>Null outside any type, where there is no code to follow.</summary>
    /// <param name="cancellation">Of this call's analysis: an IDE cancels one document and goes on with others.</param>
    public LlmCallFacts? For(LlmCall call, ISymbol containingSymbol, ImmutableArray<string> extraTagKeys, CancellationToken cancellation) =>
        TypeScope.OutermostType(containingSymbol) is { } type && call.Invocation.SemanticModel is { } model
            ? new LlmCallFacts(call, new TypeScope(_names.GetOrAdd(type, static key => new TypeNameIndex(key)), model, cancellation), catalog, extraTagKeys)
            : null;
}
