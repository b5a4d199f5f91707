using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

public class PromptOverBudgetRuleTests
{
    private static string Prompt(int budget, string content = "One two three, four five.") =>
        $"name: greet\nversion: 1.0.0\nbudget: {{ inputTokens: {budget} }}\ninputs: {{ who: string, polite: bool "
        + $"}}\nmessages:\n  - role: user\n    content: \"{content} {{{{who}}}}{{{{#if polite}}}} Please{{{{/if}}}}\"\n";

    private static IEnumerable<Diagnostic> Analyze(string prompt, string? locked = null)
    {
        var project = PromptProject.With(prompt);
        if (locked is not null)
            project = project with { Files = [.. project.Files, new PromptText("/src/Shop/prompts.lock", locked)] };
        return project.Analyze(new PromptCostAnalyzer()).Where(found => found.Id == "LLMH4003");
    }

    [Fact]
    public void An_unlocked_prompt_is_reported_with_a_lower_bound()
    {
        var found = Assert.Single(Analyze(Prompt(4)));
        Assert.Equal(DiagnosticSeverity.Warning, found.DefaultSeverity);
        Assert.Equal(
            "The fixed text of 'greet' 1.0.0 has at least 5 tokens, and its budget is 4: shorten it, or raise the budget",
            found.GetMessage(null)
        );
        Assert.Equal("(2,23)-(2,24)", found.Location.GetLineSpan().Span.ToString());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2000)]
    public void A_prompt_within_its_budget_or_possibly_within_it_is_silent(int budget) => Assert.Empty(Analyze(Prompt(budget)));

    [Fact]
    public void A_prompt_without_a_budget_is_silent() =>
        Assert.Empty(Analyze(Prompt(4).Replace("budget: { inputTokens: 4 }\n", "", StringComparison.Ordinal)));

    [Fact]
    public void Text_that_an_input_decides_on_does_not_count() => Assert.Empty(Analyze(Prompt(5, "{{#if polite}}a b c d e f g{{/if}}")));

    [Fact]
    public void The_lock_has_the_token_count_of_the_same_content()
    {
        // Seven tokens, of which the text in the condition can have no more than its seven bytes.
        var prompt = Prompt(6).Replace("{{#if polite}} Please{{/if}}", "{{polite}}", StringComparison.Ordinal);
        Assert.Equal(
            "The fixed text of 'greet' 1.0.0 has 7 tokens, and its budget is 6: shorten it, or raise the budget",
            Assert.Single(Analyze(prompt, PromptLocks.Of(prompt))).GetMessage(null)
        );
        Assert.Empty(Analyze(prompt));
        Assert.Empty(Analyze(Prompt(6), PromptLocks.Of(Prompt(6))));
    }

    [Fact]
    public void The_lock_of_different_content_is_ignored()
    {
        var prompt = Prompt(6).Replace("{{#if polite}} Please{{/if}}", "{{polite}}", StringComparison.Ordinal);
        Assert.Empty(Analyze(prompt, PromptLocks.Of(prompt.Replace("five", "six", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ,.! \n\t", 0)]
    [InlineData("Hello", 1)]
    [InlineData("Hello, big world!", 3)]
    [InlineData("don't we’re", 2)]
    [InlineData("12345 x1y", 2 + 3)]
    [InlineData("a😀b", 1)]
    [InlineData("日本語", 1)]
    public void Words_and_digits_are_counted(string text, int tokens) => Assert.Equal(tokens, FixedTextTokens.AtLeast(text));
}
