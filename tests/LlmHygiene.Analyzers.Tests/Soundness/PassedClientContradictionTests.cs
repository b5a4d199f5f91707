using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A parameter that code of the project passes in a way that is not followed need not be the service of the container.</summary>
public class PassedClientContradictionTests
{
    private const string Kept = "var kept = new Kept(); ";

    [Theory]
    [InlineData(Kept + "((dynamic)kept).Keep(Other);")]
    [InlineData(Kept + "kept.Keep(Client()); ((dynamic)kept).Keep(Other);")]
    [InlineData(Kept + "typeof(Kept).GetMethod(\"Keep\")!.Invoke(kept, [Other]);")]
    [InlineData(Kept + "Action<IChatClient> keep = kept.Keep; keep(Other);")]
    [InlineData(Kept + "new Thread(value => kept.Keep((IChatClient)value!)).Start(Other);")]
    [InlineData("var kept = (Kept)Activator.CreateInstance(typeof(Kept), Other)!;")]
    [InlineData("var kept = (Kept)typeof(Kept).GetConstructors()[1].Invoke([Other]);")]
    public async Task A_registered_client_of_another_origin(string keep)
    {
        // The client that is registered, and one that is used beside it.
        await MustNotBeProvenAsync(
            keep + "client = kept.Get(); services.AddSingleton<IChatClient>(client);",
            "provider.GetRequiredService<IChatClient>()"
        );
        await MustNotBeProvenAsync(keep + "services.AddSingleton<IChatClient>(client);", "kept.Get()");
    }

    private static async Task MustNotBeProvenAsync(string before, string used) =>
        Assert.Contains(
            await FactTest.FactAsync(
                "model",
                "using Microsoft.Extensions.DependencyInjection;\n"
                    + ContradictionTests.Prelude
                    + $$"""
                    class Kept
                    {
                        private IChatClient kept = null!;
                        public Kept() { }
                        public Kept(IChatClient value) => kept = value;
                        public void Keep(IChatClient value) => kept = value;
                        public IChatClient Get() => kept;
                    }
                    class C
                    {
                        static IChatClient Client() => new OpenAI.Chat.ChatClient("c", "k").AsIChatClient();
                        static IChatClient Other => new OpenAI.Chat.ChatClient("b", "k").AsIChatClient();
                        public Task Ask(string q, IServiceProvider provider)
                        {
                            IChatClient client = new OpenAI.Chat.ChatClient("a", "k").AsIChatClient();
                            var services = new ServiceCollection();
                            {{before}}
                            return ({{used}}).GetResponseAsync(q);
                        }
                    }
                    """
            ),
            new[] { "AtClient", "FlowsIn" }
        );
}
