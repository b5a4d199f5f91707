using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A variable that a callback sets has what the callback is given.</summary>
public class CallbackContradictionTests
{
    private const string Registration = "services.AddSingleton<IChatClient>(client);";

    [Theory]
    [InlineData(Registration, "")]
    [InlineData("IChatClient other = client; services.AddSingleton<IChatClient>(other);", "")]
    [InlineData(Registration, ", new ChatOptions()")]
    [InlineData("services.AddSingleton<IChatClient>(_ => client);", "")]
    [InlineData("services.AddChatClient(client);", "")]
    public Task A_registered_client_that_a_callback_sets(string registration, string options) =>
        MustBeUnknownAsync("With(S.Client, value => client = value);", registration, options);

    [Theory]
    [InlineData("Action<IChatClient> keep = value => client = value; keep(S.Client);")]
    [InlineData("Later(S.Client)(value => client = value);")]
    [InlineData("new Runner(value => client = value).Run(S.Client);")]
    [InlineData("With(S.Client, (Action<IChatClient>)(value => client = value));")]
    [InlineData("new List<IChatClient> { S.Client }.ForEach(value => client = value);")]
    [InlineData("Keep(S.Client); void Keep(IChatClient value) => client = value;")]
    public Task A_registered_client_that_another_callback_sets(string callback) => MustBeUnknownAsync(callback, Registration, options: "");

    private static async Task MustBeUnknownAsync(string callback, string registration, string options) =>
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync(
                "model",
                "using Microsoft.Extensions.DependencyInjection;\n"
                    + ContradictionTests.Prelude
                    + $$"""
                    class Runner(Action<IChatClient> what) { public void Run(IChatClient value) => what(value); }
                    class C
                    {
                        static void With(IChatClient value, Action<IChatClient> what) => what(value);
                        static Action<Action<IChatClient>> Later(IChatClient value) => what => what(value);
                        public Task Ask(string q, IServiceProvider provider)
                        {
                            IChatClient client = new OpenAI.Chat.ChatClient("a", "k").AsIChatClient();
                            {{callback}}
                            var services = new ServiceCollection();
                            {{registration}}
                            return provider.GetRequiredService<IChatClient>().GetResponseAsync(q{{options}});
                        }
                    }
                    """
            )
        );
}
