using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Tracking;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>
/// The chain in which a method that makes a client or options has only the arguments of the calls through which the client or the options
/// of one LLM call came: <c>Create("gpt-4o")</c> is not what another call gets from <c>Create("gpt-4o-mini")</c>.
/// </summary>
/// <param name="whole">The chain in which each method has the arguments of all its calls.</param>
/// <param name="create">Makes such a chain for another tracker.</param>
internal sealed class NarrowedChain(SdkCall call, ClientChain whole, Func<ValueTracker, ClientChain> create)
{
    private readonly PureFactories _factories = new(whole.Values.Scope, whole.Catalog);

    /// <summary>The chain from which the model of the call is read.</summary>
    public ClientChain ForModel() =>
        For(chain =>
        {
            var model = new ModelResolver(chain).Resolve(call);
            var isOpen = model is { IsStated: true, Id: null, IsFromPrompt: false };
            if (isOpen)
                new ClientModelResolver(chain).AllOf(call, model, chain.Options.Read(call));
            return isOpen;
        });

    /// <summary>The chain from which the limit of the call is read.</summary>
    public ClientChain ForLimit() =>
        For(chain => new LimitResolver(chain).Resolve(call) is { State: LimitState.Set, Tokens: null, IsFromPrompt: false });

    /// <param name="read">Reads the fact. True where it is not known in full.</param>
    private ClientChain For(Func<ClientChain, bool> read)
    {
        if (whole.Catalog.Level == HygieneLevel.V0_1 || !read(whole) || whole.Values.Entered.Where(_factories.Contains).IsEmpty)
            return whole;
        // Other facts of the call have entered more methods in this one, depending on the rules that are on.
        var all = create(ValueTracker.Whole(whole.Values.Scope, whole.Catalog));
        read(all);
        var entered = all.Values.Entered.Where(_factories.Contains);
        var narrowed = create(all.Values.Through(entered));
        read(narrowed);
        // What was not entered before has arguments that are left out.
        return entered.ContainsAll(narrowed.Values.Entered.Where(_factories.Contains)) ? narrowed : whole;
    }
}
