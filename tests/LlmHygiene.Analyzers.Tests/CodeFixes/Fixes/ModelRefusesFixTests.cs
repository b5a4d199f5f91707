using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH1007 and LLMH4005: the parameter is removed, another effort is stated, the limit is raised.</summary>
public sealed class ModelRefusesFixTests
{
    [Theory]
    [InlineData(
        "new ChatOptions { ModelId = \"gpt-5-mini\", {|LLMH1007:Temperature = 0|} }",
        "new ChatOptions { ModelId = \"gpt-5-mini\" }"
    )]
    [InlineData(
        "new ChatOptions { {|LLMH1007:Temperature = 0|}, ModelId = \"gpt-5-mini\", {|LLMH1007:TopP = 0.5f|}, Seed = 3 }",
        "new ChatOptions { ModelId = \"gpt-5-mini\", Seed = 3 }"
    )]
    [InlineData(
        "new ChatOptions { ModelId = \"gpt-4o\", Reasoning = new() { {|LLMH1007:Effort = ReasoningEffort.Low|} } }",
        "new ChatOptions { ModelId = \"gpt-4o\", Reasoning = new() }"
    )]
    public Task A_parameter_is_removed(string before, string after) =>
        FixTest.VerifyAsync<ModelRefusesFix>("LLMH1007", Source(before), Source(after));

    [Fact]
    public Task An_effort_that_the_model_takes_is_stated() =>
        FixTest.VerifyAsync<ModelRefusesFix>(
            "LLMH1007",
            Source("new ChatOptions { ModelId = \"gpt-5-mini\", Reasoning = new() { {|LLMH1007:Effort = ReasoningEffort.None|} } }"),
            Source("new ChatOptions { ModelId = \"gpt-5-mini\", Reasoning = new() { Effort = ReasoningEffort.Low } }")
        );

    [Fact]
    public Task A_limit_is_raised_by_the_room_for_reasoning() =>
        FixTest.VerifyAsync<OutputLimitTooLowFix>(
            "LLMH4005",
            Source("new ChatOptions { ModelId = \"gpt-5-mini\", MaxOutputTokens = {|LLMH4005:400|} }"),
            Source("new ChatOptions { ModelId = \"gpt-5-mini\", MaxOutputTokens = 1900 }")
        );

    [Theory]
    [InlineData("modelParameters: { temperature: 0.2, maxTokens: 3000 }\n", "modelParameters: { maxTokens: 3000 }\n")]
    [InlineData("modelParameters:\n  maxTokens: 3000\n  temperature: 0.2\n", "modelParameters:\n  maxTokens: 3000\n")]
    [InlineData("modelParameters: { temperature: 0.2 }\n", "")]
    public async Task A_parameter_of_a_prompt_file_is_removed(string before, string after)
    {
        const string Head = "name: greet\nversion: 1.0.0\nmodel: gpt-5-mini\n";
        const string Messages = "messages:\n  - role: user\n    content: Hello\n";
        var result = await LiveProject
            .Open(("Prompts/greet.prompt.yml", Head + before + Messages))
            .Reporting("LLMH1007")
            .FixAsync<ModelRefusesFix>("LLMH1007", "Remove temperature");
        Assert.Equal(Head + after + Messages, await result.TextAsync("Prompts/greet.prompt.yml"));
    }

    private static string Source(string options) =>
        $$"""
            class Desk(IChatClient chat)
            {
                public Task Ask(string text, CancellationToken stop) => chat.GetResponseAsync(text, {{options}}, stop);
            }
            """;
}
