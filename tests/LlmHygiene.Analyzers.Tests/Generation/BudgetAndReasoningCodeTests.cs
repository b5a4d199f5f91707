using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>The budget is in the information on a prompt, and the reasoning in its options.</summary>
public class BudgetAndReasoningCodeTests
{
    public const string Prompt = """
        name: plan-trip
        version: 1.0.0
        model: gpt-5.4
        reasoning: { effort: xhigh, output: summary }
        budget: { usd: 0.050, calls: 5 }
        messages:
          - role: user
            content: Plan a trip.
        """;

    private const string Describe = """

            private static string Describe(LlmHygiene.IPrompt prompt)
            {
                var (budget, reasoning) = (prompt.Info.Budget, prompt.ToOptions().Reasoning);
                return System.FormattableString.Invariant(
                    $"{budget?.Usd} {budget?.Calls} {reasoning?.Effort} {reasoning?.Output}");
            }
        }
        """;

    [Fact]
    public void What_the_file_states_is_in_the_class() => Assert.Equal("0.05 5 ExtraHigh Summary", Run(Prompt));

    [Theory]
    [InlineData("reasoning: { effort: none }", "  None ")]
    [InlineData("reasoning: { output: full }", "   Full")]
    [InlineData("budget: { usd: 12 }", "12   ")]
    [InlineData("budget: { calls: 1 }", " 1  ")]
    [InlineData("budget: { inputTokens: 1000 }", "   ")]
    [InlineData("tier: small", "   ")]
    public void What_it_does_not_state_is_null(string line, string expected) =>
        Assert.Equal(expected, Run($"name: plan-trip\nversion: 1.0.0\n{line}\nmessages:\n  - role: user\n    content: Hi\n"));

    [Fact]
    public void Each_live_version_has_its_own()
    {
        var canary = Prompt
            .Replace("1.0.0", "1.1.0-canary", StringComparison.Ordinal)
            .Replace("0.050, calls: 5", "0.07", StringComparison.Ordinal)
            .Replace("xhigh, output: summary", "low", StringComparison.Ordinal);
        var text = (
            PromptProject.With(Prompt, canary) with
            {
                Source =
                    """
                        using Shop.Prompts;
                        public static class Test
                        {
                            public static string Run() => Describe(new PlanTripPrompt.V1()) + "|"
                                + Describe(new PlanTripPrompt.V1().WithVersion("1.1.0-canary"));
                        """ + Describe,
            }
        ).Run<string>();

        Assert.Equal("0.05 5 ExtraHigh Summary|0.07  Low ", text);
    }

    private static string Run(string prompt) =>
        (
            PromptProject.With(prompt) with
            {
                Source =
                    """
                        using Shop.Prompts;
                        public static class Test
                        {
                            public static string Run() => Describe(new PlanTripPrompt.V1());
                        """ + Describe,
            }
        ).Run<string>();
}
