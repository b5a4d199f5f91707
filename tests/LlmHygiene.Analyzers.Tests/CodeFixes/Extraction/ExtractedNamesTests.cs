using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>What a maintainer keeps: names from what a prompt is about, one name for one text, and no prompt of labels.</summary>
public class ExtractedNamesTests
{
    [Theory]
    [InlineData("AskAsync", "Summarise the text below in one sentence: {text}", "summarise-text-one-sentence")]
    [InlineData(
        "ExchangeAsync",
        "You are a helpful assistant. Translate the following letter into French: {text}",
        "translate-letter-french"
    )]
    [InlineData("RunAsync", "You are a travel agent who knows Lisbon.", "travel-agent-knows-lisbon")]
    [InlineData("PolishAsync", "Polish this reply for a customer: {text}", "polish-reply")]
    [InlineData("AssessAsync", "You are a careful reviewer. Assess the risk of this change: {text}", "assess-risk")]
    [InlineData("ClassifyAsync", "Is it spam, or not? {text}", "classify")]
    [InlineData("Summarize", "Summarize: {text}", "summarize")]
    [InlineData("SummarizeTicketAsync", "Say it in one sentence: {text}", "summarize-ticket")]
    public async Task A_vague_method_gives_no_name(string method, string prompt, string expected)
    {
        var after = await FixedProject
            .Of(
                $$"""
                class Desk
                {
                    public async Task {{method}}(IChatClient chat, string text) => await chat.GetResponseAsync($"{{prompt}}");
                }
                """
            )
            .ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(expected + ".prompt.yml", Assert.Single(after.Prompts).Key);
    }

    [Fact]
    public async Task Two_calls_of_one_text_get_one_prompt()
    {
        var after = await FixedProject
            .Of(
                """
                class Desk
                {
                    public async Task A(IChatClient chat, string text) => await chat.GetResponseAsync($"Summarise this letter: {text}");
                    public async Task B(IChatClient chat, string text) => await chat.GetResponseAsync($"Summarise this letter: {text}");
                    public async Task C(IChatClient chat, string text) => await chat.GetResponseAsync($"Translate this letter: {text}");
                }
                """
            )
            .ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(2, after.Prompts.Count);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
    }

    [Theory]
    [InlineData("Name: {text}", false)]
    [InlineData("Name: {text}\\nFirst name: {text}", false)]
    [InlineData("- **City**: {text}, **Country**: {text}", false)]
    [InlineData("Name: {text}\\nExplain what this name means.", true)]
    [InlineData("The text is: {text}", true)]
    [InlineData("Summarise: {text}", true)]
    [InlineData("Translate this: {text}", true)]
    [InlineData("Name three birds.", true)]
    public async Task Labels_of_data_are_no_prompt(string prompt, bool isExtracted)
    {
        var after = await FixedProject
            .Of(
                $$"""
                class Desk
                {
                    public async Task Ask(IChatClient chat, string text) => await chat.GetResponseAsync($"{{prompt}}");
                }
                """
            )
            .ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(isExtracted ? 1 : 0, after.Prompts.Count);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
    }

    [Theory]
    [InlineData("using var s = LlmHygiene.PromptScope.Begin(\"letter\", \"1.0.0\");", true)]
    [InlineData("", false)]
    public async Task Text_in_a_scope_says_that_its_version_is_changed_by_hand(string scope, bool saysSo) =>
        Assert.Equal(
            saysSo,
            (
                await RuleTest.MessageAsync(
                    "LLMH2003",
                    $$"""
                    class Desk
                    {
                        public async Task Ask(IChatClient chat, string text)
                        {
                            {{scope}}
                            await chat.GetResponseAsync(
                                $"Summarise this letter in one sentence of at most twenty words, and say who wrote it and why: {text}");
                        }
                    }
                    """
                )
            ).EndsWith("; while it stays here, change its version by hand whenever you change the text", StringComparison.Ordinal)
        );
}
