using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>A typed prompt that is sent with additional options: values of the prompt take precedence.</summary>
public sealed class PromptOptionsFactTests
{
    [Theory]
    [InlineData("new ChatOptions { MaxOutputTokens = 50 }", "Set(50)", "")]
    [InlineData("new ChatOptions { MaxOutputTokens = 50 }", "Set(300)", ", MaxOutputTokens = 300")]
    [InlineData("new ChatOptions()", "Unset", "")]
    [InlineData("options", "FlowsIn", "")]
    public async Task The_limit(string options, string limit, string stated) =>
        Assert.Equal(limit, await FactTest.FactAsync("limit", Source(options, stated)));

    [Theory]
    [InlineData("new ChatOptions { ModelId = \"gpt-5.4\" }", "Constant(gpt-5.4)", "")]
    [InlineData("new ChatOptions { ModelId = \"gpt-5.4\" }", "Constant(gpt-5.4-mini)", ", ModelId = \"gpt-5.4-mini\"")]
    public async Task The_model(string options, string model, string stated) =>
        Assert.Equal(model, await FactTest.FactAsync("model", Source(options, stated)));

    [Fact]
    public async Task The_tag_is_the_prompt_s() =>
        Assert.Equal("Tagged(greet@1.0.0)", await FactTest.FactAsync("prompt", Source("options", "")));

    private static string Source(string options, string stated) =>
        $$"""
            using LlmHygiene;

            [GeneratedPrompt("greet", "1.0.0"{{stated}})]
            public sealed record GreetPrompt : IPrompt
            {
                public PromptInfo Info { get; } = new("greet", "1.0.0", "sha256:0");
                public IReadOnlyList<ChatMessage> ToMessages() => [];
                public ChatOptions ToOptions() => new();
            }

            public class Desk
            {
                public Task AskAsync(IChatClient client, ChatOptions options) => new GreetPrompt().GetResponseAsync(client, {{options}});
            }
            """;
}
