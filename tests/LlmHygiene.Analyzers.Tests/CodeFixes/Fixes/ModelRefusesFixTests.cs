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

    [Theory]
    [InlineData("None", "Low", 3)]
    [InlineData("ExtraHigh", "High", 3)]
    public async Task The_nearest_effort_that_the_model_takes_is_stated(string before, string after, int count)
    {
        const string Options = "new ChatOptions { ModelId = \"gpt-5-mini\", Reasoning = new() { EFFORT } }";
        await FixTest.VerifyAsync<ModelRefusesFix>(
            "LLMH1007",
            Source(Options.Replace("EFFORT", $"{{|LLMH1007:Effort = ReasoningEffort.{before}|}}", StringComparison.Ordinal)),
            Source(Options.Replace("EFFORT", $"Effort = ReasoningEffort.{after}", StringComparison.Ordinal))
        );
        var source = Source(Options.Replace("EFFORT", $"Effort = ReasoningEffort.{before}", StringComparison.Ordinal));
        Assert.Equal(count, (await LiveProject.Open(("Desk.cs", source)).FixesAsync<ModelRefusesFix>("LLMH1007")).Count);
    }

    [Theory]
    // A string and a static property can state every effort.
    [InlineData("gpt-5-mini", "\"none\"", "\"minimal\"", "minimal, low, medium, high")]
    [InlineData("gpt-5-mini", "\"xhigh\"", "\"high\"", "high, medium, low, minimal")]
    [InlineData("gpt-5-mini", "\"max\"", "\"high\"", "high, medium, low, minimal")]
    [InlineData("gpt-5-pro", "ChatReasoningEffortLevel.Low", "ChatReasoningEffortLevel.High", "high")]
    [InlineData("gpt-5.6-sol", "ChatReasoningEffortLevel.Minimal", "ChatReasoningEffortLevel.Low", "low, none, medium, high, xhigh, max")]
    public async Task The_efforts_are_offered_by_their_distance(string model, string before, string after, string offered)
    {
        const string Code = """
            #pragma warning disable OPENAI001
            using OpenAI.Chat;
            class Desk
            {
                public object Ask(string text) =>
                    new ChatClient("MODEL", "k").CompleteChatAsync([text], new ChatCompletionOptions { ReasoningEffortLevel = EFFORT });
            }
            """;
        var code = Code.Replace("MODEL", model, StringComparison.Ordinal);
        var project = LiveProject.Open(("Desk.cs", code.Replace("EFFORT", before, StringComparison.Ordinal)));
        Assert.Equal(
            offered.Split(", ").Select(static effort => "Set the reasoning effort to " + effort),
            (await project.FixesAsync<ModelRefusesFix>("LLMH1007")).Select(static fix => fix.Title)
        );
        var result = await project.FixAsync<ModelRefusesFix>("LLMH1007");
        Assert.Equal(code.Replace("EFFORT", after, StringComparison.Ordinal), await result.TextAsync("Desk.cs"));
    }

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
