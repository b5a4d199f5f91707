using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH1003 and LLMH1004 in a prompt file, at its <c>model:</c>.</summary>
public sealed class PromptModelFixTests
{
    private const string Yaml =
        "name: greet\nversion: 1.0.0\nmodel: MODEL # the large one\nmessages:\n  - role: user\n    content: Hello gpt-5.4\n";
    private const string Prompty = "---\nname: greet\nversion: 1.0.0\nmodel:\n  id: MODEL\n---\nuser:\nHello\n";

    [Theory]
    [InlineData("greet.prompt.yml", Yaml, "gpt-5.4", "gpt-5.4-2026-03-05")]
    [InlineData("greet.prompt.yaml", Yaml, "\"gpt-5.4\"", "\"gpt-5.4-2026-03-05\"")]
    [InlineData("greet.prompt.yml", Yaml, "openai/gpt-5.4", "openai/gpt-5.4-2026-03-05")]
    [InlineData("greet.prompty", Prompty, "gpt-5.4", "gpt-5.4-2026-03-05")]
    public Task An_alias_is_pinned(string file, string prompt, string id, string expected) =>
        VerifyAsync<ModelAliasFix>("LLMH1003", file, prompt, id, expected);

    [Fact]
    public Task A_model_that_is_ending_is_replaced() =>
        VerifyAsync<ModelRetiredFix>("LLMH1004", "greet.prompt.yml", Yaml, "gpt-4o", "gpt-6-luna");

    private static async Task VerifyAsync<TFix>(string rule, string file, string prompt, string id, string expected)
        where TFix : LlmCodeFixProvider, new()
    {
        var path = "Prompts/" + file;
        var project = LiveProject.Open((path, prompt.Replace("MODEL", id, StringComparison.Ordinal)));
        Assert.Single(await project.FixesAsync<TFix>(rule));
        var result = await project.FixAsync<TFix>(rule);
        Assert.Equal(prompt.Replace("MODEL", expected, StringComparison.Ordinal), await result.TextAsync(path));
        Assert.DoesNotContain(rule, (await result.DiagnosticsAsync()).Select(one => one.Id));
    }
}
