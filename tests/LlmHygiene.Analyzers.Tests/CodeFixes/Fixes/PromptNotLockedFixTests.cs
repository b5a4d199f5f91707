using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class PromptNotLockedFixTests
{
    private static readonly string s_locked = PromptLocks.Of(Prompt("b"));

    [Fact]
    public async Task The_first_version_makes_the_file()
    {
        var result = await LiveProject.Open(("Prompts/a.prompt.yml", Prompt("a"))).FixAsync<PromptNotLockedFix>("LLMH2111");
        Assert.Matches("^# .*\n# .*\na 1.0.0 sha256:[0-9a-f]{64}\n$", await result.TextAsync("prompts.lock"));
        Assert.Empty(await result.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_line_is_added_at_its_position_and_the_others_stay(string newLine)
    {
        var project = LiveProject.Open(
            ("Prompts/a.prompt.yml", Prompt("a")),
            ("Prompts/b.prompt.yml", Prompt("b")),
            ("prompts.lock", s_locked.Replace("\n", newLine, StringComparison.Ordinal))
        );
        var result = await (await project.FixAsync<PromptNotLockedFix>("LLMH2111")).TextAsync("prompts.lock");
        var added = Assert.Single(result.Split(newLine), line => line.StartsWith("a 1.0.0", StringComparison.Ordinal));
        Assert.Equal(
            s_locked.Replace("\n", newLine, StringComparison.Ordinal),
            result.Replace(added + newLine, "", StringComparison.Ordinal)
        );
        Assert.True(result.IndexOf("\na ", StringComparison.Ordinal) < result.IndexOf("\nb ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fix_all_locks_files_and_methods()
    {
        const string Method = """
            using LlmHygiene;

            public static partial class Asks
            {
                [Prompt("classify", "1.0.0", System = "Answer with one word.", User = "{{text}}")]
                public static partial Task<string> ClassifyAsync(IChatClient client, string text,
                    CancellationToken cancellationToken = default);
            }
            """;
        var result = await LiveProject
            .Open(("Prompts/b.prompt.yml", Prompt("b")), ("Prompts/a.prompt.yml", Prompt("a")), ("Asks.cs", Method))
            .FixAllAsync<PromptNotLockedFix>("LLMH2111");
        var locked = PromptLockParser.Parse(SourceText.From(await result.TextAsync("prompts.lock")));
        Assert.Empty(locked.Problems);
        Assert.Equal(["a", "b", "classify"], locked.Lock.Entries.Select(entry => entry.Name));
        Assert.All(locked.Lock.Entries, entry => Assert.Null(entry.Tokens));
        Assert.DoesNotContain("LLMH2111", (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task Neither_of_two_texts_with_one_version_is_locked() =>
        Assert.Empty(
            await LiveProject
                .Open(("Prompts/a.prompt.yml", Prompt("a")), ("Prompts/b.prompt.yml", Prompt("a", "Bye")))
                .FixesAsync<PromptNotLockedFix>("LLMH2111")
        );

    private static string Prompt(string name, string text = "Hello") =>
        $"name: {name}\nversion: 1.0.0\nmessages:\n  - role: user\n    content: {text}\n";
}
