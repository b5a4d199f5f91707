using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>No fix changes what a version sends that is in <c>prompts.lock</c>: that would be the error LLMH2110.</summary>
public sealed class LockedPromptFixTests
{
    private static readonly (string, string) s_lock = ("prompts.lock", $"greet 1.0.0 sha256:{new string('0', 64)}\n");

    [Theory]
    [InlineData("model: gpt-5-mini\nmodelParameters: { temperature: 0.2, maxTokens: 3000 }\n", "Hello")]
    [InlineData("model: gpt-5-mini\nmodelParameters: { maxTokens: 3000 }\nreasoning: { effort: none }\n", "Hello")]
    [InlineData("model: gpt-5-mini\nmodelParameters: { maxTokens: 400 }\n", "Hello")]
    [InlineData("model: gpt-5-mini\n", "Hello")]
    [InlineData("model: gpt-5.4\nmodelParameters: { maxTokens: 3000 }\n", "Hello")]
    [InlineData("model: gpt-4o\nmodelParameters: { maxTokens: 3000 }\n", "Hello")]
    [InlineData("model: gpt-5-mini\nmodelParameters: { maxTokens: 3000 }\n", "\"He\\u202Ello\"")]
    public Task A_prompt_file_has_no_fix(string parameters, string content) =>
        VerifyAsync(
            "Prompts/greet.prompt.yml",
            $"name: greet\nversion: 1.0.0\n{parameters}messages:\n  - role: user\n    content: {content}\n"
        );

    [Theory]
    [InlineData("{{> shared/tone}}", false)]
    [InlineData("{{> shared/all}}", false)]
    [InlineData("{{> shared/other}}", true)]
    [InlineData("Hello", true)]
    public async Task A_partial_that_a_locked_version_includes_has_no_fix(string content, bool isFixed)
    {
        var project = Open(
            ("Prompts/greet.prompt.yml", $"name: greet\nversion: 1.0.0\nmessages:\n  - role: user\n    content: \"Hi {content}\"\n"),
            ("Prompts/shared/tone.partial.md", "Be ki\u200Bnd.\n"),
            ("Prompts/shared/all.partial.md", "{{> shared/tone}}\n"),
            ("Prompts/shared/other.partial.md", "Be brief.\n"),
            s_lock
        );
        Assert.Equal(isFixed ? 1 : 0, (await project.FixesAsync<HiddenCharactersFix>("LLMH6004")).Count);
    }

    [Theory]
    [InlineData("{ temperature: 0.2, max_tokens: 3000 }")]
    [InlineData("{ max_tokens: 400 }")]
    [InlineData("{ max_tokens: 3000, reasoning_effort: none }")]
    [InlineData("{}")]
    public Task A_prompty_file_has_no_fix(string parameters) =>
        VerifyAsync(
            "Prompts/greet.prompty",
            "---\nname: greet\nversion: 1.0.0\nmodel:\n  configuration: { type: openai, name: gpt-5-mini }\n"
                + $"  parameters: {parameters}\n---\nuser:\nHello\n"
        );

    [Theory]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-5-mini\", Temperature = 0.2f, MaxOutputTokens = 3000")]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-5-mini\", MaxOutputTokens = 400")]
    [InlineData("\"greet\", Versions.First, Model = \"gpt-5-mini\", MaxOutputTokens = 400")]
    [InlineData("version: \"1.0.0\", name: \"greet\", Model = \"gpt-5-mini\", MaxOutputTokens = 400")]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-5-mini\"")]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-5.4\", MaxOutputTokens = 3000")]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-4o\", MaxOutputTokens = 3000")]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-5-mini\", MaxOutputTokens = 3000, System = \"He\\u202Ello\"")]
    // A constant, which the fix would change for all that use it.
    [InlineData("\"greet\", \"1.0.0\", Model = Versions.Aliased, MaxOutputTokens = 3000")]
    [InlineData("\"greet\", \"1.0.0\", Model = \"gpt-5-mini\", MaxOutputTokens = 3000, System = Versions.Hidden")]
    public Task A_prompt_method_has_no_fix(string arguments) =>
        VerifyAsync(
            "Greets.cs",
            $$$"""
            using LlmHygiene;

            static class Versions
            {
                public const string First = "1.0.0";
                public const string Aliased = Newest;
                private const string Newest = "gpt-5.4";
                public const string Hidden = "He\u202Ello";
            }

            public static partial class Greets
            {
                [Prompt({{{arguments}}}, User = "{{text}}")]
                public static partial Task<string> GreetAsync(IChatClient client, string text, CancellationToken stop = default);
            }
            """
        );

    [Fact]
    public async Task A_constant_that_a_locked_version_shares_with_a_call_has_no_fix()
    {
        const string Source = """
            static class Models
            {
                public const string Large = "gpt-5.4";
            }

            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = Models.Large });
            }

            public static partial class Greets
            {
                [LlmHygiene.Prompt("greet", "1.0.0", Model = Models.Large, MaxOutputTokens = 3000, User = "{{text}}")]
                public static partial Task<string> GreetAsync(IChatClient client, string text, CancellationToken stop = default);
            }
            """;
        var diagnosed = LiveProject.Open(("Desk.cs", Source));
        Assert.Single(await diagnosed.FixesAsync<ModelAliasFix>("LLMH1003"));
        Assert.Empty(await LiveProject.Open(("Desk.cs", Source), s_lock).FixesAsync<ModelAliasFix>("LLMH1003"));
    }

    private static async Task VerifyAsync(string path, string text)
    {
        Assert.NotEqual(0, await OfferedAsync(Open((path, text))));
        Assert.Equal(0, await OfferedAsync(Open((path, text), s_lock)));
    }

    private static LiveProject Open(params (string, string)[] files) => LiveProject.Open(files).Reporting("LLMH4001");

    private static async Task<int> OfferedAsync(LiveProject project)
    {
        var reported = (await project.DiagnosticsAsync()).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return await CountAsync<ModelAliasFix>("LLMH1003")
            + await CountAsync<ModelRetiredFix>("LLMH1004")
            + await CountAsync<ModelRefusesFix>("LLMH1007")
            + await CountAsync<OutputNotLimitedFix>("LLMH4001")
            + await CountAsync<OutputLimitTooLowFix>("LLMH4005")
            + await CountAsync<HiddenCharactersFix>("LLMH6004");

        async Task<int> CountAsync<TFix>(string rule)
            where TFix : LlmCodeFixProvider, new() => reported.Contains(rule) ? (await project.FixesAsync<TFix>(rule)).Count : 0;
    }
}
