using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Tracking;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>
/// The chain in which a method that makes a client or options has only the arguments of the calls through which the client or the options
/// of one LLM call came: <c>Create("gpt-4o")</c> is not what another call gets from <c>Create("gpt-4o-mini")</c>.
/// </summary>
internal static class NarrowedModel
{
    /// <summary>The chain from which the model of the call is read.</summary>
    /// <param name="whole">The chain in which each method has the arguments of all its calls.</param>
    /// <param name="create">Makes such a chain for another tracker.</param>
    public static ClientChain ChainOf(SdkCall call, ClientChain whole, Func<ValueTracker, ClientChain> create)
    {
        if (!IsOpen(new ModelResolver(whole).Resolve(call)))
            return whole;
        var factories = new PureFactories(whole.Values.Scope, whole.Catalog);
        if (whole.Values.Entered.Where(factories.Contains).IsEmpty)
            return whole;
        // Other facts of the call have entered more methods, depending on the rules that are on.
        var all = create(ValueTracker.Whole(whole.Values.Scope, whole.Catalog));
        Read(call, all);
        var entered = all.Values.Entered.Where(factories.Contains);
        var narrowed = create(all.Values.Through(entered));
        Read(call, narrowed);
        // What was not entered before has arguments that are left out.
        return entered.ContainsAll(narrowed.Values.Entered.Where(factories.Contains)) ? narrowed : whole;
    }

    private static bool IsOpen(ModelFact model) => model is { IsStated: true, Id: null, IsFromPrompt: false };

    private static void Read(SdkCall call, ClientChain chain)
    {
        var model = new ModelResolver(chain).Resolve(call);
        if (IsOpen(model))
            new ClientModelResolver(chain).AllOf(call, model, chain.Options.Read(call));
    }
}
