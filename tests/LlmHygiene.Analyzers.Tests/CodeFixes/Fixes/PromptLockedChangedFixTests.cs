using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class PromptLockedChangedFixTests
{
    [Theory]
    [InlineData("1.2.0", "1.2.1")]
    [InlineData("1.0.0-beta.1", "1.0.0-beta.2")]
    public async Task A_changed_version_gets_the_next_number(string version, string next)
    {
        var project = LiveProject.Open(
            ("prompts.lock", PromptLocks.Of(Prompt(version, "Hello"))),
            ("Prompts/a.prompt.yml", Prompt(version, "Good bye"))
        );
        Assert.Equal(
            [$"Change the version to {next}"],
            (await project.FixesAsync<PromptLockedChangedFix>("LLMH2110")).Select(fix => fix.Title)
        );
        var result = await project.FixAsync<PromptLockedChangedFix>("LLMH2110");
        Assert.Equal(Prompt(next, "Good bye"), await result.TextAsync("Prompts/a.prompt.yml"));
        Assert.Equal(["LLMH2111"], (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task A_number_that_another_file_has_is_skipped()
    {
        var project = LiveProject.Open(
            ("prompts.lock", PromptLocks.Of(Prompt("1.0.0", "Hello"))),
            ("Prompts/a.prompt.yml", Prompt("1.0.0", "Good bye")),
            ("Prompts/b.prompt.yml", Prompt("1.0.1", "Good day"))
        );
        Assert.Equal(
            Prompt("1.0.2", "Good bye"),
            await (await project.FixAsync<PromptLockedChangedFix>("LLMH2110")).TextAsync("Prompts/a.prompt.yml")
        );
    }

    [Fact]
    public async Task A_changed_version_in_an_attribute_gets_the_next_number()
    {
        var project = LiveProject.Open(("Asks.cs", Method("1.0.0", "Answer with one word.")));
        project = await project.FixAsync<PromptNotLockedFix>("LLMH2111");
        project = project.With("Asks.cs", Method("1.0.0", "Answer with two words."));
        var result = await project.FixAsync<PromptLockedChangedFix>("LLMH2110");
        Assert.Equal(Method("1.0.1", "Answer with two words."), await result.TextAsync("Asks.cs"));
        Assert.Equal(
            ["LLMH2111"],
            (await result.DiagnosticsAsync()).Select(one => one.Id).Where(id => id.StartsWith("LLMH21", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Changed_inputs_make_the_next_major_version()
    {
        const string Before = "inputs: { name: string, age: int }\n",
            After = "inputs: { name: int, years: int }\n";
        var project = LiveProject.Open(
            ("Prompts/a.prompt.yml", Prompt("1.0.0", "{{name}} {{age}}", Before)),
            ("Prompts/b.prompt.yml", Prompt("1.1.0", "{{name}} {{years}}", After)),
            ("Prompts/c.prompt.yml", Prompt("2.0.0", "Hello"))
        );
        var result = await project.FixAllAsync<PromptLockedChangedFix>("LLMH2112");
        Assert.Equal(Prompt("3.0.0", "{{name}} {{years}}", After), await result.TextAsync("Prompts/b.prompt.yml"));
        Assert.DoesNotContain("LLMH2112", (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task One_of_two_with_the_same_version_gets_the_next()
    {
        var project = LiveProject.Open(
            ("Prompts/a.prompt.yml", Prompt("1.0.0", "Hello")),
            ("Prompts/b.prompt.yml", Prompt("1.0.0", "Good day")),
            ("Prompts/c.prompt.yml", Prompt("1.0.1", "Hi"))
        );
        var result = await project.FixAsync<PromptLockedChangedFix>("LLMH2114");
        Assert.Equal(Prompt("1.0.2", "Hello"), await result.TextAsync("Prompts/a.prompt.yml"));
        Assert.DoesNotContain("LLMH2114", (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task Fix_all_leaves_one_and_assigns_no_number_twice()
    {
        var project = LiveProject.Open(
            ("Prompts/a.prompt.yml", Prompt("1.0.0", "A")),
            ("Prompts/b.prompt.yml", Prompt("1.0.0", "B")),
            ("Prompts/c.prompt.yml", Prompt("1.0.0", "C"))
        );
        var result = await project.FixAllAsync<PromptLockedChangedFix>("LLMH2114");
        Assert.Equal(
            [Prompt("1.0.1", "A"), Prompt("1.0.2", "B"), Prompt("1.0.0", "C")],
            [
                await result.TextAsync("Prompts/a.prompt.yml"),
                await result.TextAsync("Prompts/b.prompt.yml"),
                await result.TextAsync("Prompts/c.prompt.yml"),
            ]
        );
        Assert.DoesNotContain("LLMH2114", (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task The_one_that_is_locked_keeps_its_number()
    {
        var project = LiveProject.Open(
            ("prompts.lock", PromptLocks.Of(Prompt("1.0.0", "A"))),
            ("Prompts/a.prompt.yml", Prompt("1.0.0", "A")),
            ("Prompts/b.prompt.yml", Prompt("1.0.0", "B"))
        );
        Assert.Empty(await project.FixesAsync<PromptLockedChangedFix>("LLMH2114"));
    }

    private static string Prompt(string version, string text, string inputs = "") =>
        $"name: greet\nversion: \"{version}\" # see the lock\n{inputs}messages:\n  - role: user\n    content: \"{text}\"\n";

    private static string Method(string version, string text) =>
        $$$"""
            using LlmHygiene;

            public static partial class Asks
            {
                [Prompt("classify", "{{{version}}}", System = "{{{text}}}", User = "{{text}}")]
                public static partial Task<string> ClassifyAsync(IChatClient client, string text,
                    CancellationToken cancellationToken = default);
            }
            """;
}
