using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH1007, LLMH4001 and LLMH4005 in the front matter of a <c>.prompty</c> file, in both versions of the format.</summary>
public sealed class PromptyParameterFixTests
{
    private const string File = "Prompts/greet.prompty";
    private const string First = "model:\n  api: chat\n  configuration:\n    type: openai\n    name: gpt-5-mini\n";
    private const string Second = "model:\n  id: gpt-5-mini\n  provider: openai\n";
    private const string Flow = "model: { id: gpt-5-mini, ";

    [Theory]
    [InlineData(First + "  parameters: { max_tokens: 3000, temperature: 0.2 }\n", First + "  parameters: { max_tokens: 3000 }\n")]
    [InlineData(First + "  parameters: { temperature: 0.2, max_tokens: 3000 }\n", First + "  parameters: { max_tokens: 3000 }\n")]
    [InlineData(
        First + "  parameters:\n    temperature: 0.2 # careful\n    max_tokens: 3000\nsample:\n  a: b\n",
        First + "  parameters:\n    max_tokens: 3000\nsample:\n  a: b\n"
    )]
    [InlineData(
        Second + "  options:\r\n    maxOutputTokens: 3000\r\n    temperature: 0.2\r\n",
        Second + "  options:\r\n    maxOutputTokens: 3000\r\n"
    )]
    [InlineData(Second + "  options:\n    temperature: 0.2\ndescription: Greets\n", Second + "description: Greets\n")]
    [InlineData(Flow + "options: { temperature: 0.2 } }\n", "model: { id: gpt-5-mini }\n")]
    [InlineData(Flow + "options: { temperature: 0.2 }, provider: openai }\n", Flow + "provider: openai }\n")]
    public Task A_parameter_is_removed(string before, string after) =>
        VerifyAsync<ModelRefusesFix>("LLMH1007", "Remove temperature", before, after);

    [Theory]
    [InlineData(
        First + "  parameters: { max_tokens: 3000, reasoning_effort: none }\n",
        First + "  parameters: { max_tokens: 3000, reasoning_effort: low }\n"
    )]
    [InlineData(
        Second + "  options:\n    maxOutputTokens: 3000\n    reasoning: { effort: none }\n",
        Second + "  options:\n    maxOutputTokens: 3000\n    reasoning: { effort: low }\n"
    )]
    public Task An_effort_that_the_model_takes_is_stated(string before, string after) =>
        VerifyAsync<ModelRefusesFix>("LLMH1007", "Set the reasoning effort to low", before, after);

    [Theory]
    [InlineData("{ maxOutputTokens: 3000, reasoning: { effort: low } }", "{ maxOutputTokens: 3000 }")]
    [InlineData(
        "{ maxOutputTokens: 3000, reasoning: { effort: low, output: full } }",
        "{ maxOutputTokens: 3000, reasoning: { output: full } }"
    )]
    [InlineData("{ reasoningEffort: low, maxOutputTokens: 3000 }", "{ maxOutputTokens: 3000 }")]
    public Task An_effort_is_removed_for_a_model_that_takes_none(string before, string after) =>
        VerifyAsync<ModelRefusesFix>(
            "LLMH1007",
            "Remove reasoning effort",
            $"model:\n  id: gpt-4o\n  options: {before}\n",
            $"model:\n  id: gpt-4o\n  options: {after}\n"
        );

    [Theory]
    [InlineData(First + "  parameters: { max_tokens: 400 }\n", First + "  parameters: { max_tokens: 1900 }\n")]
    [InlineData(First + "  parameters:\n    max_completion_tokens: 400\n", First + "  parameters:\n    max_completion_tokens: 1900\n")]
    [InlineData(Second + "  options:\n    maxOutputTokens: 400 # short\n", Second + "  options:\n    maxOutputTokens: 1900 # short\n")]
    public Task A_limit_is_raised(string before, string after) =>
        VerifyAsync<OutputLimitTooLowFix>("LLMH4005", "Raise the output limit to 1900 tokens", before, after);

    [Theory]
    [InlineData(First + "  parameters: { seed: 4 }\n", First + "  parameters: { seed: 4, max_completion_tokens: 2500 }\n")]
    [InlineData(First + "  parameters:\n", First + "  parameters:\n    max_completion_tokens: 2500\n")]
    [InlineData(
        First + "  parameters:\n    seed: 4\n# Who?\nsample:\n  a: b\n",
        First + "  parameters:\n    seed: 4\n    max_completion_tokens: 2500\n# Who?\nsample:\n  a: b\n"
    )]
    [InlineData(First, First + "  parameters: { max_completion_tokens: 2500 }\n")]
    [InlineData(Second + "  options:\n    seed: 4\n", Second + "  options:\n    seed: 4\n    maxOutputTokens: 2500\n")]
    [InlineData(Second + "\ndescription: Greets\n", Second + "  options: { maxOutputTokens: 2500 }\n\ndescription: Greets\n")]
    [InlineData(Flow + "provider: openai }\n", Flow + "provider: openai, options: { maxOutputTokens: 2500 } }\n")]
    [InlineData("model: gpt-5-mini # small\n", "model:\n  id: gpt-5-mini\n  options: { maxOutputTokens: 2500 } # small\n")]
    [InlineData("", "model: { parameters: { max_tokens: 1000 } }\n")]
    public Task A_limit_is_added(string before, string after) =>
        VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            before.Length > 0 ? "Limit the output to 2500 tokens" : "Limit the output to 1000 tokens, if the model does not reason",
            before,
            after
        );

    // The file calls the limit by another name, and leaves it empty.
    [Fact]
    public async Task A_place_that_is_not_certain_has_no_fix()
    {
        var project = Open(Second + "  options: { maxTokens: ~, maxOutputTokens: 400 }\n", "LLMH4005");
        Assert.Empty(await project.FixesAsync<OutputLimitTooLowFix>("LLMH4005"));
    }

    private static LiveProject Open(string model, string rule) => LiveProject.Open((File, Text(model))).Reporting(rule);

    private static string Text(string model) => $"---\nname: greet\nversion: 1.0.0\n{model}---\nuser:\nHello\n";

    private static async Task VerifyAsync<TFix>(string rule, string title, string before, string after)
        where TFix : LlmCodeFixProvider, new()
    {
        var result = await Open(before, rule).FixAsync<TFix>(rule, title);
        Assert.Equal(Text(after), await result.TextAsync(File));
        Assert.DoesNotContain(rule, (await result.DiagnosticsAsync()).Select(one => one.Id));
    }
}
