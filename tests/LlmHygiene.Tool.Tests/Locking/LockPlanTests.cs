using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Tool.Locking;
using LlmHygiene.Tool.Prompts;
using LlmHygiene.Tool.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Tests.Locking;

public class LockPlanTests
{
    private static readonly PromptLockParseResult s_empty = PromptLockParser.Parse(SourceText.From(""));

    [Fact]
    public void A_written_plan_is_up_to_date()
    {
        FoundPrompt[] prompts = [Prompt("b"), Prompt("a", "1.1.0"), Prompt("a", "1.0.0")];
        var first = Plan(s_empty, prompts);
        Assert.Equal(["a 1.0.0", "a 1.1.0", "b 1.0.0"], first.Added.Select(line => $"{line.Name} {line.Version}"));
        var second = Plan(PromptLockParser.Parse(SourceText.From(first.Text)), prompts);
        Assert.Equal(first.Text, second.Text);
        Assert.Empty(second.Added);
    }

    [Fact]
    public void The_order_of_prompts_does_not_matter() =>
        Assert.Equal(
            Plan(s_empty, [Prompt("a"), Prompt("b"), Prompt("B")]).Text,
            Plan(s_empty, [Prompt("B"), Prompt("b"), Prompt("a")]).Text
        );

    [Fact]
    public void An_unused_line_stays_unless_pruned()
    {
        var locked = PromptLockParser.Parse(SourceText.From(Plan(s_empty, [Prompt("a"), Prompt("b")]).Text));
        var kept = Plan(locked, [Prompt("a")]);
        Assert.Contains("\nb 1.0.0 ", kept.Text, StringComparison.Ordinal);
        Assert.Equal("b", Assert.Single(kept.Unused).Name);
        Assert.DoesNotContain("\nb 1.0.0 ", LockPlan.Make(locked, [Prompt("a")], prune: true, _ => 1).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_version_is_reported_at_its_place()
    {
        var locked = PromptLockParser.Parse(SourceText.From(Plan(s_empty, [Prompt("a")]).Text));
        var problem = Assert.Single(Plan(locked, [Prompt("a", text: "Bye")]).Changed);
        Assert.Equal(("a.prompt.yml", "1,9", "LLMH2110"), (problem.Path, problem.At.ToString(), problem.RuleId));
    }

    [Fact]
    public void The_same_prompt_found_twice_is_one_line() => Assert.Single(Plan(s_empty, [Prompt("a"), Prompt("a")]).Added);

    [Theory]
    [InlineData("Hello world", 2)]
    [InlineData("Hello {{who}}", 2)]
    [InlineData("{{who}}", 0)]
    public void Tokens_are_those_of_the_fixed_text(string text, int tokens)
    {
        var inputs = text.Contains("{{", StringComparison.Ordinal) ? "inputs: { who: string }\n" : "";
        Assert.Equal(tokens, new TokenCounter().Count(Parse(inputs + ShopProject.Prompt(text: $"\"{text}\"")).Model!));
    }

    private static LockPlan Plan(PromptLockParseResult existing, FoundPrompt[] prompts) =>
        LockPlan.Make(existing, prompts, prune: false, static _ => 3);

    private static FoundPrompt Prompt(string name, string version = "1.0.0", string text = "Hello")
    {
        var source = SourceText.From(ShopProject.Prompt(name, version, text));
        var result = PromptParser.Parse(source);
        return new FoundPrompt(result.Model!, name + ".prompt.yml", source.Lines.GetLinePosition(result.Spans.Version.Start));
    }

    private static PromptParseResult Parse(string text)
    {
        var result = PromptParser.Parse(SourceText.From(text));
        Assert.Empty(result.Problems);
        return result;
    }
}
