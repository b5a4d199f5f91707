using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH4001 of a prompt: the limit is set in its file, or in its <c>[Prompt]</c>.</summary>
public sealed class PromptLimitFixTests
{
    private const string Rule = "LLMH4001";
    private const string File = "Prompts/greet.prompt.yml";
    private const string Head = "name: greet\nversion: 1.0.0\n";
    private const string Messages = "messages:\n  - role: user\n    content: Hello\n";

    [Theory]
    [InlineData("", "modelParameters:\n  maxCompletionTokens: 1000\n")]
    [InlineData(
        "model: gpt-6-luna\n# Who?\ninputs:\n  name: string\n",
        "model: gpt-6-luna\nmodelParameters:\n  maxCompletionTokens: 2500\n# Who?\ninputs:\n  name: string\n"
    )]
    [InlineData("modelParameters: { temperature: 0 }\n", "modelParameters: { temperature: 0, maxCompletionTokens: 1000 }\n")]
    [InlineData("modelParameters: {}\n", "modelParameters: { maxCompletionTokens: 1000 }\n")]
    [InlineData(
        "modelParameters:\n    temperature: 0 # the same answer\n    stop:\n      - END\n",
        "modelParameters:\n    temperature: 0 # the same answer\n    stop:\n      - END\n    maxCompletionTokens: 1000\n"
    )]
    [InlineData("modelParameters:\r\n  temperature: 0\r\n", "modelParameters:\r\n  temperature: 0\r\n  maxCompletionTokens: 1000\r\n")]
    public async Task The_limit_is_set_in_the_prompt_file(string before, string after)
    {
        var isWindows = before.Contains('\r', StringComparison.Ordinal);
        var messages = before.Contains("name:", StringComparison.Ordinal)
            ? Messages.Replace("Hello", "Hello {{name}}", StringComparison.Ordinal)
            : Messages;
        string Text(string parameters) =>
            (isWindows ? Head.Replace("\n", "\r\n", StringComparison.Ordinal) : Head)
            + parameters
            + (isWindows ? messages.Replace("\n", "\r\n", StringComparison.Ordinal) : messages);
        await VerifyAsync(File, Text(before), Text(after));
    }

    [Theory]
    [InlineData(
        """[Prompt("ask", "1.0.0", System = "Be brief.", User = "{{text}}")]""",
        """[Prompt("ask", "1.0.0", System = "Be brief.", User = "{{text}}", MaxOutputTokens = 1000)]"""
    )]
    [InlineData(
        "[Prompt(\"ask\", \"1.0.0\",\n        User = \"{{text}}\")]",
        "[Prompt(\"ask\", \"1.0.0\",\n        User = \"{{text}}\",\n        MaxOutputTokens = 1000)]"
    )]
    public Task The_limit_is_set_in_the_attribute(string before, string after) => VerifyAsync("Asks.cs", Method(before), Method(after));

    [Fact]
    public async Task The_project_can_set_the_limit()
    {
        var project = LiveProject.Open(
            (File, Head + Messages),
            ("Asks.cs", Method("""[Prompt("ask", "1.0.0", User = "{{text}}")]""")),
            (".editorconfig", "root = true\n[*.{cs,yml}]\nllmhygiene.default_max_output_tokens = 600\n")
        );
        var result = await project.Reporting(Rule).FixAllAsync<OutputNotLimitedFix>(Rule);
        Assert.Contains("maxCompletionTokens: 600\n", await result.TextAsync(File), StringComparison.Ordinal);
        Assert.Contains("MaxOutputTokens = 600)", await result.TextAsync("Asks.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_and_prompts_are_fixed_together()
    {
        var project = LiveProject.Open(
            (File, Head + Messages),
            ("Prompts/part.prompt.yml", "name: part\nversion: 1.0.0\n" + Messages),
            ("Desk.cs", "class Desk(IChatClient chat) { public Task<ChatResponse> AskAsync(string text) => chat.GetResponseAsync(text); }")
        );
        var result = await project.Reporting(Rule).FixAllAsync<OutputNotLimitedFix>(Rule);
        Assert.DoesNotContain(Rule, (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task The_version_that_is_locked_has_shipped()
    {
        var project = LiveProject.Open((File, Head + Messages), ("prompts.lock", PromptLocks.Of(Head + Messages))).Reporting(Rule);
        Assert.Empty(await project.FixesAsync<OutputNotLimitedFix>(Rule));
    }

    [Fact]
    public async Task A_limit_of_zero_is_left_to_its_author() =>
        Assert.Empty(
            await LiveProject
                .Open(("Asks.cs", Method("""[Prompt("ask", "1.0.0", User = "{{text}}", MaxOutputTokens = 0)]""")))
                .Reporting(Rule)
                .FixesAsync<OutputNotLimitedFix>(Rule)
        );

    private static string Method(string attribute) =>
        $$"""
            using LlmHygiene;

            public static partial class Asks
            {
                {{attribute}}
                public static partial Task<string> AskAsync(IChatClient client, string text, CancellationToken cancellationToken = default);
            }
            """;

    private static async Task VerifyAsync(string path, string before, string after)
    {
        var result = await LiveProject
            .Open((path, before))
            .Reporting(Rule)
            .FixAsync<OutputNotLimitedFix>(
                Rule,
                // gpt-6-luna reasons.
                after.Contains("2500", StringComparison.Ordinal)
                    ? "Limit the output to 2500 tokens"
                    : "Limit the output to 1000 tokens, if the model does not reason"
            );
        Assert.Equal(after, await result.TextAsync(path));
        Assert.DoesNotContain(Rule, (await result.DiagnosticsAsync()).Select(one => one.Id));
    }
}
