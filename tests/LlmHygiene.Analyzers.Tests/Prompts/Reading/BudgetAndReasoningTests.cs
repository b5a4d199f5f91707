using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>What a file states about its budget and about the model's reasoning.</summary>
public class BudgetAndReasoningTests
{
    [Theory]
    [InlineData("0.01", 0.01)]
    [InlineData("3", 3)]
    [InlineData("1e-3", 0.001)]
    [InlineData("+0.50", 0.5)]
    public void An_amount_is_a_decimal(string usd, double expected) =>
        Assert.Equal(new ExecutionBudget((decimal)expected, null), Read($"budget: {{ usd: {usd} }}").Budget);

    [Fact]
    public void The_limits_are_independent()
    {
        var all = Read("budget: { inputTokens: 2000, usd: 0.01, calls: 5 }");
        Assert.Equal((2000, new ExecutionBudget(0.01m, 5)), (all.InputTokenBudget, all.Budget));

        var calls = Read("budget:\n  calls: 1");
        Assert.Equal((null, new ExecutionBudget(null, 1)), (calls.InputTokenBudget, calls.Budget));

        var tokens = Read("budget: { inputTokens: 2000 }");
        Assert.Equal((2000, null), (tokens.InputTokenBudget, tokens.Budget));
        Assert.Null(Read("budget: {}").Budget);
    }

    [Theory]
    [InlineData("none", nameof(PromptReasoningEffort.None))]
    [InlineData("low", nameof(PromptReasoningEffort.Low))]
    [InlineData("medium", nameof(PromptReasoningEffort.Medium))]
    [InlineData("\"high\"", nameof(PromptReasoningEffort.High))]
    [InlineData("xhigh", nameof(PromptReasoningEffort.ExtraHigh))]
    public void An_effort_is_a_word(string word, string expected) =>
        Assert.Equal(expected, Read($"reasoning: {{ effort: {word} }}").Parameters.Reasoning!.Effort.ToString());

    [Fact]
    public void The_effort_and_the_output_are_independent()
    {
        Assert.Equal(
            new PromptReasoning(PromptReasoningEffort.High, PromptReasoningOutput.Summary),
            Read("reasoning: { effort: high, output: summary }").Parameters.Reasoning
        );
        Assert.Equal(new PromptReasoning(null, PromptReasoningOutput.None), Read("reasoning:\n  output: none").Parameters.Reasoning);
        Assert.Null(Read("reasoning: {}").Parameters.Reasoning);
        Assert.Null(Read("tier: small").Parameters.Reasoning);
    }

    [Fact]
    public void The_names_are_those_of_the_abstraction()
    {
        Assert.Equal(Enum.GetNames<Microsoft.Extensions.AI.ReasoningEffort>(), Enum.GetNames<PromptReasoningEffort>());
        Assert.Equal(Enum.GetNames<Microsoft.Extensions.AI.ReasoningOutput>(), Enum.GetNames<PromptReasoningOutput>());
    }

    private static PromptModel Read(string lines) =>
        PromptMarkup.Verify($"name: one\nversion: 1.0.0\n{lines}\nmessages:\n  - role: user\n    content: Hi\n").Model!;
}
