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
    [InlineData("Summarize", "Summarise the letter: {text}", "summarize-letter")]
    [InlineData("Again", "Summarise this letter in one sentence: {text}", "summarise-letter-one-sentence")]
    [InlineData("Third", "Translate the text into French: {text}", "translate-text-french")]
    [InlineData("Label", "Decide which team answers this ticket: {text}", "decide-team-answers-ticket")]
    [InlineData("Label", "Label this ticket: {text}", "label-ticket")]
    [InlineData("A1", "Translate this letter: {text}", "translate-letter")]
    [InlineData(
        "TranslateAsync",
        "Put it into {text} words. Translate the long letter, and keep all names and numbers.",
        "translate-long-letter"
    )]
    [InlineData("TranslateAsync", "Translate to {text}. Keep all names, numbers and dates as they are in the letter.", "translate")]
    [InlineData("A", "Answer as a pirate: {text}", "answer-pirate")]
    [InlineData("Other", "Translate: {text}", "other")]
    [InlineData("OnParametersSetAsync", "Which flowers bloom in {text}? Answer as a list.", "flowers-bloom")]
    [InlineData("OnSendClicked", "Summarise the letter: {text}", "summarise-letter")]
    [InlineData("OnceAgain", "Summarise the letter: {text}", "once-again")]
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

    [Theory]
    [InlineData("MapAi", "You summarise product reviews. The review: {text}", "summarise-product-reviews")]
    [InlineData("ConfigureRoutes", "Summarise the letter: {text}", "summarise-letter")]
    [InlineData("AddSummaries", "Summarise the letter: {text}", "add-summaries")]
    [InlineData("SummarizeTickets", "Say it in one sentence: {text}", "summarize-tickets")]
    public async Task A_method_that_sets_up_gives_its_lambda_no_name(string method, string prompt, string expected)
    {
        var after = await FixedProject
            .Of(
                $$"""
                class Desk
                {
                    private readonly List<Func<string, Task>> _handlers = [];
                    public void {{method}}(IChatClient chat) =>
                        _handlers.Add(async text => await chat.GetResponseAsync($"{{prompt}}"));
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

    [Fact]
    public async Task Two_calls_whose_values_have_other_names_get_one_prompt()
    {
        var after = await FixedProject
            .Of(
                """
                class Desk
                {
                    public async Task A(IChatClient chat, string letter, string tone) =>
                        await chat.GetResponseAsync($"Summarise: {letter} in a {tone} tone. {letter}");
                    public async Task B(IChatClient chat, string ticket, string letter) =>
                        await chat.GetResponseAsync($"Summarise: {ticket} in a {letter} tone. {ticket}");
                    public async Task C(IChatClient chat, string ticket, string letter) =>
                        await chat.GetResponseAsync($"Summarise: {ticket} in a {letter} tone. {letter}");
                    public async Task D(IChatClient chat, int letter, string tone) =>
                        await chat.GetResponseAsync($"Summarise: {letter} in a {tone} tone. {letter}");
                }
                """
            )
            .ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(2, after.Prompts.Count);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        Assert.Contains("Letter = ticket, Tone = letter", after.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name: {text}\\nAge: 3", false)]
    [InlineData("Name: {text}, City: New York, Since: 2024", false)]
    [InlineData("Age: 3\\nName: {text}", false)]
    [InlineData("Name: {text}\\nTone: formal", true)]
    [InlineData("Task: translate\\nText: {text}", true)]
    [InlineData("Name: {text}\\nWhat to do: translate", true)]
    [InlineData("Name: {text}\\nAnswer: yes or no", true)]
    [InlineData("Name: {text} has score: 3", true)]
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
