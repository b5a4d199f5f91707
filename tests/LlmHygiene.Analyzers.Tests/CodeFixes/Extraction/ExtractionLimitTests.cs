using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>A call that LLMH4001 reports can get its limit with its prompt file: no command can add one there later.</summary>
public sealed class ExtractionLimitTests
{
    private const string Extract = "Extract to a typed prompt";
    private const string Tag = "Tag with a prompt name and a version that you change with the text";

    private static FixedProject Project(string client, string options = "") =>
        FixedProject.Of(
            $$"""
            class Desk({{(client.Length == 0 ? "IChatClient chat" : "")}})
            {
                {{client}}
                public Task AskAsync() => chat.GetResponseAsync("Say hello, please."{{options}});
            }
            """
        );

    private static string Made(string model) =>
        $"private readonly IChatClient chat = new OpenAI.Chat.ChatClient(\"{model}\", \"key\").AsIChatClient();";

    // A model that reasons needs more.
    [Theory]
    [InlineData("gpt-4o", 1000)]
    [InlineData("o3", 2500)]
    public async Task The_first_fix_states_the_limit(string model, int limit)
    {
        var project = Project(Made(model));
        Assert.Equal(
            [$"{Extract}, limited to {limit} output tokens", Extract, Tag],
            await project.OffersAsync(new PromptNotVersionedFix())
        );
        var after = await project.ApplyAsync(new PromptNotVersionedFix());
        Assert.Contains($"modelParameters: {{ maxCompletionTokens: {limit} }}", after.Prompts.Values.Single(), StringComparison.Ordinal);
        await after.LoadAsync();
    }

    [Fact]
    public async Task The_title_says_what_the_limit_assumes() =>
        Assert.Equal(
            $"{Extract}, limited to 1000 output tokens, if the model does not reason",
            (await Project(Made("our-own-model")).OffersAsync(new PromptNotVersionedFix()))[0]
        );

    [Theory]
    [InlineData(true, ", new ChatOptions { MaxOutputTokens = 50 }")]
    [InlineData(false, "")]
    public async Task A_limit_that_is_stated_or_not_known_stays(bool isMade, string options) =>
        Assert.Equal([Extract, Tag], await Project(isMade ? Made("gpt-4o") : "", options).OffersAsync(new PromptNotVersionedFix()));
}
