using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A variable that a callback sets has what the callback is given.</summary>
public class CallbackContradictionTests
{
    [Theory]
    [InlineData("services.AddSingleton<IChatClient>(client);", "")]
    [InlineData("IChatClient other = client; services.AddSingleton<IChatClient>(other);", "")]
    [InlineData("services.AddSingleton<IChatClient>(client);", ", new ChatOptions()")]
    [InlineData("services.AddSingleton<IChatClient>(_ => client);", "")]
    [InlineData("services.AddChatClient(client);", "")]
    public async Task A_registered_client_that_a_callback_sets(string registration, string options) =>
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync(
                "model",
                "using Microsoft.Extensions.DependencyInjection;\n"
                    + ContradictionTests.Prelude
                    + $$"""
                    class C
                    {
                        static void With(IChatClient value, Action<IChatClient> what) => what(value);
                        public Task Ask(string q, IServiceProvider provider)
                        {
                            IChatClient client = new OpenAI.Chat.ChatClient("a", "k").AsIChatClient();
                            With(S.Client, value => client = value);
                            var services = new ServiceCollection();
                            {{registration}}
                            return provider.GetRequiredService<IChatClient>().GetResponseAsync(q{{options}});
                        }
                    }
                    """
            )
        );
}
