using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelHeavierThanTierRuleTests
{
    private const string Id = "LLMH4002";

    private static string Prompt(string model, string tier) =>
        $"name: greet\nversion: 1.0.0\nmodel: {model}\n{tier}messages:\n  - role: user\n    content: Hello\n";

    private static IEnumerable<Diagnostic> Analyze(string prompt, params PromptText[] others)
    {
        var project = PromptProject.With(prompt);
        return (project with { Files = [.. project.Files, .. others] }).Analyze(new PromptCostAnalyzer()).Where(found => found.Id == Id);
    }

    [Fact]
    public void A_file_is_reported_at_its_model()
    {
        var found = Assert.Single(Analyze(Prompt("claude-opus-5-5", "tier: small\n")));
        Assert.Equal(
            "'claude-opus-5-5' is a large model, and the prompt 'greet' declares the tier small: use "
                + "a small one, such as 'claude-haiku-5-5', or change the tier",
            found.GetMessage(null)
        );
        Assert.Equal("(2,7)-(2,22)", found.Location.GetLineSpan().Span.ToString());
    }

    [Theory]
    [InlineData("claude-opus-5-5", "tier: large\n")]
    [InlineData("claude-haiku-5-5", "tier: small\n")]
    [InlineData("claude-haiku-5-5", "tier: medium\n")]
    [InlineData("claude-opus-5-5", "")]
    [InlineData("no-such-model", "tier: small\n")]
    [InlineData("claude-opus-5-5", "tier: small\ndeprecated: use greet 2\n")]
    public void A_model_that_is_not_heavier_or_not_known_is_silent(string model, string tier) => Assert.Empty(Analyze(Prompt(model, tier)));

    [Fact]
    public void The_projects_own_list_decides()
    {
        var list = new PromptText("/src/Shop/llm-models.txt", "gateway|our-model|pinned|active|||||large\n");
        Assert.Equal(
            "'our-model' is a large model, and the prompt 'greet' declares the tier medium: use a medium one, or change the tier",
            Assert.Single(Analyze(Prompt("our-model", "tier: medium\n"), list)).GetMessage(null)
        );
    }

    private const string Call = """
        using LlmHygiene;
        using Microsoft.Extensions.AI;
        class C
        {
            readonly IChatClient _client = new OpenAI.Chat.ChatClient("gpt-5.5", "key").AsIChatClient();
            public object Ask() => new Shop.Prompts.GreetPrompt.V1().GetResponseAsync(_client);
        }
        """;

    [Fact]
    public void The_model_of_the_call_is_used_where_the_file_states_none()
    {
        var found = Assert.Single(Calls(Prompt("gpt", "tier: small\n").Replace("model: gpt\n", "", StringComparison.Ordinal)));
        Assert.StartsWith(
            "'gpt-5.5' is a large model, and the prompt 'greet' declares the tier small",
            found.GetMessage(null),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "GetResponseAsync",
            found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length)
        );
    }

    [Fact]
    public void A_file_that_states_its_model_is_reported_itself() => Assert.Empty(Calls(Prompt("claude-opus-5-5", "tier: small\n")));

    private static IEnumerable<Diagnostic> Calls(string prompt) =>
        (PromptProject.With(prompt) with { Source = Call }).AnalyzeGenerated(new LlmCallAnalyzer()).Where(found => found.Id == Id);
}
