using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A collection of clients has the model of all of them; one that is not seen may have any.</summary>
public class CollectedClientContradictionTests
{
    [Theory]
    [InlineData("new List<IChatClient> { Made(), Seen() }[1]", "AtClient(a)")]
    [InlineData("new List<IChatClient> { Made(), (IChatClient)Unseen() }[1]", "FlowsIn")]
    [InlineData("new List<IChatClient> { { Made() }, { (Unseen() as IChatClient)! } }[1]", "FlowsIn")]
    [InlineData("new Dictionary<string, IChatClient> { { \"a\", Made() }, { \"b\", (IChatClient)Unseen() } }[q]", "FlowsIn")]
    [InlineData("new Dictionary<string, IChatClient> { [\"a\"] = Made(), [\"b\"] = (IChatClient)Unseen() }[q]", "FlowsIn")]
    [InlineData("new[] { Made(), (IChatClient)Unseen() }[1]", "FlowsIn")]
    [InlineData("new IChatClient[] { Made(), (IChatClient)Unseen() }.Last()", "FlowsIn")]
    [InlineData("((IChatClient)new List<object> { Made(), Unseen() }[1])", "FlowsIn")]
    [InlineData("((IChatClient)new object[] { Made(), Unseen() }[1])", "FlowsIn")]
    public async Task An_item_that_is_not_seen_may_have_any_model(string client, string expected) =>
        Assert.Equal(expected, await ModelAsync("", client));

    [Theory]
    [InlineData("all.Add(Seen());", "AtClient(a)")]
    [InlineData("all.Add((IChatClient)Unseen());", "FlowsIn")]
    [InlineData("all.Insert(0, (IChatClient)Unseen());", "FlowsIn")]
    [InlineData("all[0] = (IChatClient)Unseen();", "FlowsIn")]
    [InlineData("((System.Collections.IList)all).Add(Unseen());", "FlowsIn")]
    public async Task So_may_one_that_is_added(string add, string expected) =>
        Assert.Equal(expected, await ModelAsync("var all = new List<IChatClient> { Made() }; " + add, "all[0]"));

    private static Task<string> ModelAsync(string before, string client) =>
        FactTest.FactAsync(
            "model",
            ContradictionTests.Prelude
                + $$"""
                class C
                {
                    static IChatClient Made() => new OpenAI.Chat.ChatClient("a", "k").AsIChatClient();
                    static IChatClient Seen() => new OpenAI.Chat.ChatClient("a", "k").AsIChatClient();
                    static object Unseen() => Activator.CreateInstance(Type.GetType("Other")!)!;
                    public Task Ask(string q)
                    {
                        {{before}}
                        return ({{client}}).GetResponseAsync(q);
                    }
                }
                """
        );
}
