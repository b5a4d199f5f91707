using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>LLMH4001 where a step of a pipeline may set the limit.</summary>
public class LimitInPipelineTests
{
    [Theory]
    [InlineData("new ConfigureOptionsChatClient(Inner, o => o.MaxOutputTokens ??= 300)")]
    [InlineData("new ConfigureOptionsChatClient(Inner, Limits.Set)")]
    [InlineData("Inner.AsBuilder().ConfigureOptions(Limits.Set).Build()")]
    [InlineData("Inner.AsBuilder().ConfigureOptions(Limits.Field).Build()")]
    [InlineData("Inner.AsBuilder().ConfigureOptions(Limits.Make()).Build()")]
    public Task Stays_silent_where_a_step_of_the_project_may_set_a_limit(string client) =>
        VerifyAsync(
            $$"""
            static class Limits
            {
                public static void Set(ChatOptions options) => options.MaxOutputTokens ??= 300;
                public static readonly Action<ChatOptions> Field = options => Set(options);
                public static Action<ChatOptions> Make() => options => options.MaxOutputTokens ??= 300;
            }

            class Host
            {
                static IChatClient Inner => new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
                public static IChatClient Client = {{client}};
            }

            class Assistant
            {
                private readonly IChatClient _client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
                public Task Ask(string prompt) => _client.GetResponseAsync(prompt);
            }
            """
        );

    [Fact]
    public Task A_local_of_the_same_name_is_no_step() =>
        VerifyAsync(
            """
            class Assistant
            {
                private readonly IChatClient _client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient().AsBuilder()
                    .ConfigureOptions(options => options.Temperature = 0).Build();
                public Task Ask(string prompt) => _client.{|LLMH4001:GetResponseAsync|}(prompt);
                public Task AskShortly(string prompt)
                {
                    var options = new ChatOptions { MaxOutputTokens = 5 };
                    return _client.GetResponseAsync(prompt, options);
                }
            }
            """
        );

    private static Task VerifyAsync(string source) => RuleTest.VerifyAsync(source, only: "LLMH4001");
}
