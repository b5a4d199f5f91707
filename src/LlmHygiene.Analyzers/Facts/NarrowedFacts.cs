using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Tracking;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>A fact, and the chain from which it was read.</summary>
internal sealed record ReadFact<TFact>(TFact Fact, ClientChain Chain);

/// <summary>
/// Facts of a call that are read where a method that makes a client or options has only the arguments of the calls through which the client
/// or the options of this LLM call came: <c>Create("gpt-4o")</c> is not what another call gets from <c>Create("gpt-4o-mini")</c>.
/// </summary>
/// <param name="whole">The chain in which each method has the arguments of all its calls.</param>
/// <param name="create">Makes such a chain for another tracker.</param>
internal sealed class NarrowedFacts(SdkCall call, ClientChain whole, Func<ValueTracker, ClientChain> create)
{
    private readonly PureFactories _factories = new(whole.Values.Scope, whole.Catalog);

    public ReadFact<ModelFact> Model() =>
        Read(
            chain => new ModelResolver(chain).Resolve(call),
            static model => model is { IsStated: true, Id: null, IsFromPrompt: false },
            (model, chain) => new ClientModelResolver(chain).AllOf(call, model, chain.Options.Read(call))
        );

    public ReadFact<LimitFact> Limit() =>
        Read(
            chain => new LimitResolver(chain).Resolve(call),
            static limit => limit is { State: LimitState.Set, Tokens: null, IsFromPrompt: false },
            static (_, _) => { }
        );

    /// <param name="isOpen">True for a fact that is not known in full.</param>
    /// <param name="readMore">Reads what else is asked of the chain where the fact is not known in full.</param>
    private ReadFact<TFact> Read<TFact>(Func<ClientChain, TFact> read, Func<TFact, bool> isOpen, Action<TFact, ClientChain> readMore)
    {
        var known = ReadFrom(whole);
        if (whole.Catalog.Level == HygieneLevel.V0_1 || !isOpen(known.Fact) || whole.Values.Entered.Where(_factories.Contains).IsEmpty)
            return known;
        // Other facts of the call have entered more methods in the whole chain, depending on the rules that are on.
        var all = ReadFrom(create(ValueTracker.Whole(whole.Values.Scope, whole.Catalog))).Chain.Values;
        var entered = all.Entered.Where(_factories.Contains);
        var narrowed = ReadFrom(create(all.Through(entered)));
        // What was not entered before has arguments that are left out.
        return entered.ContainsAll(narrowed.Chain.Values.Entered.Where(_factories.Contains)) ? narrowed : known;

        ReadFact<TFact> ReadFrom(ClientChain chain)
        {
            var fact = read(chain);
            if (isOpen(fact))
                readMore(fact, chain);
            return new(fact, chain);
        }
    }
}
