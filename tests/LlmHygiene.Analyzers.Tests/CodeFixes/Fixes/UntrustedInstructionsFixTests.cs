using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH6002 of a prompt file: the input says that it is trusted.</summary>
public sealed class UntrustedInstructionsFixTests
{
    private const string Rule = "LLMH6002";
    private const string File = "Prompts/greet.prompt.yml";

    [Theory]
    [InlineData("inputs:\n  topic: string\n", "inputs:\n  topic: { type: string, trusted: true }\n")]
    [InlineData("inputs: { topic: string }\n", "inputs: { topic: { type: string, trusted: true } }\n")]
    [InlineData("inputs:\n  topic: { type: string, default: a }\n", "inputs:\n  topic: { type: string, default: a, trusted: true }\n")]
    [InlineData("inputs:\n  topic: { type: string, trusted: false }\n", "inputs:\n  topic: { type: string, trusted: true }\n")]
    [InlineData(
        "inputs:\n  topic:\n    type: string\n    description: What for.\n",
        "inputs:\n  topic:\n    type: string\n    description: What for.\n    trusted: true\n"
    )]
    public async Task The_input_is_declared_as_trusted(string before, string after)
    {
        var result = await LiveProject.Open((File, Text(before))).Reporting(Rule).FixAllAsync<UntrustedInstructionsFix>(Rule);
        Assert.Equal(Text(after), await result.TextAsync(File));
    }

    [Fact]
    public async Task A_version_that_has_shipped_is_not_changed()
    {
        var text = Text("inputs:\n  topic: string\n");
        var project = LiveProject.Open((File, text), ("prompts.lock", PromptLocks.Of(text))).Reporting(Rule);
        Assert.Empty(await project.FixesAsync<UntrustedInstructionsFix>(Rule));
    }

    private static string Text(string inputs) =>
        "name: greet\nversion: 1.0.0\n"
        + inputs
        + "messages:\n  - role: system\n    content: Help with {{topic}}.\n  - role: user\n    content: Hi\n";
}
