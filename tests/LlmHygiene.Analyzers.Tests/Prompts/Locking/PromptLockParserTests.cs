using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Locking;

public class PromptLockParserTests
{
    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Other = "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    [Fact]
    public void A_line_is_a_version()
    {
        var entry = Assert.Single(Read($"summarize-ticket 1.2.0-beta.1 {Hash} o200k_base:412\n").Lock.Entries);
        Assert.Equal(new LockedPrompt("summarize-ticket", SemanticVersion.TryParse("1.2.0-beta.1")!, Hash, 412), entry);
    }

    [Theory]
    [InlineData("summarize ticket")]
    [InlineData("summarize  ticket")]
    [InlineData("summarize ticket ")]
    [InlineData("a 1.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("Zusammenfassung für Ämter")]
    public void A_name_may_contain_spaces_and_dots(string name) =>
        Assert.Equal(name, Assert.Single(Read($"{name} 1.0.0 {Hash} o200k_base:1").Lock.Entries).Name);

    [Fact]
    public void A_line_need_not_have_tokens() => Assert.Null(Assert.Single(Read($"a b 1.0.0 {Hash}").Lock.Entries).Tokens);

    [Theory]
    [InlineData("\uFEFF# Ours.\na 1.0.0 {0} o200k_base:1\nb 1.0.0 {0} o200k_base:2\n")]
    [InlineData("# Ours.\r\na 1.0.0 {0} o200k_base:1\r\nb 1.0.0 {0} o200k_base:2\r\n")]
    [InlineData("# Ours.\n\nb 1.0.0 {0} o200k_base:2 \t\n\n\na 1.0.0 {0} o200k_base:1")]
    public void Formatting_does_not_matter(string text)
    {
        var read = Read(text.Replace("{0}", Hash, StringComparison.Ordinal));
        Assert.Equal(["# Ours."], read.Header);
        Assert.Equal(["a 1", "b 2"], read.Lock.Entries.Select(entry => $"{entry.Name} {entry.Tokens}"));
    }

    [Fact]
    public void An_empty_lock_locks_nothing() => Assert.Empty(Read("").Lock.Entries);

    [Fact]
    public void All_problems_are_reported_at_once_and_the_other_lines_still_apply()
    {
        var result = Verify(
            $$"""
            # The lock.
            a 1.0.0 {{Hash}} o200k_base:1
            {|LLMH2118:<<<<<<< HEAD|}
            b 1.1.0 {{Hash}} o200k_base:1
            {|LLMH2118:=======|}
            b 1.2.0 {{Hash}} o200k_base:1
            {|LLMH2118:>>>>>>> feature/texts|}
            {|LLMH2118:# A remark.|}
            {|LLMH2118:c|}
            {|LLMH2118:c {{Hash}}|}
            c {|LLMH2118:1.0|} {|LLMH2118:sha256:9f2b|} {|LLMH2118:tokens:12|}
            {|LLMH2118:9c|} 1.0.0 {{Hash}} {|LLMH2118:o200k_base:012|}
            d {|LLMH2118:1.0.0+today|} {{Hash}} o200k_base:1
            {|LLMH2118:a 1.0.0 {{Hash}} o200k_base:1|}

            """
        );
        Assert.Equal(["a 1.0.0", "b 1.1.0", "b 1.2.0"], result.Lock.Entries.Select(entry => $"{entry.Name} {entry.Version}"));
    }

    [Theory]
    [InlineData("{|LLMH2118:<<<<<<< HEAD|}", "This is a merge conflict. Keep the lines of both sides")]
    [InlineData("a {|LLMH2118:1.0|} {0}", "'1.0' is not a semantic version. Remove the line and run 'llm-hygiene lock'.")]
    [InlineData("a {|LLMH2118:1.0.0+x|} {0}", "Write '1.0.0'.")]
    [InlineData("a 1.0.0 {0}\n{|LLMH2118:a 1.0.0 {0}|}", "'a' 1.0.0 is already on line 1. Remove one of the lines.")]
    [InlineData("a 1.0.0 {|LLMH2118:sha256:ABCD|}", "This is not a hash: 'sha256:' and 64 digits")]
    [InlineData("a 1.0.0 {0} {|LLMH2118:o200k_base:99999999999|}", "This is not a number of tokens, as in 'o200k_base:412'.")]
    public void The_message_states_the_fix(string marked, string message) =>
        Assert.Contains(
            message,
            Assert.Single(Verify(marked.Replace("{0}", Hash, StringComparison.Ordinal)).Problems).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_version_with_two_contents_is_not_guessed()
    {
        var result = Verify($"a 1.0.0 {Hash}\n{{|LLMH2118:a 1.0.0 {Other}|}}\n");
        Assert.Empty(result.Lock.Entries);
        Assert.Contains("give the other prompt a new version", Assert.Single(result.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2.0", "1.2.1")]
    [InlineData("1.2.1", "1.2.3")]
    [InlineData("2.0.0-beta", "2.0.0-beta.1")]
    [InlineData("2.0.0-beta.9", "2.0.0-beta.10")]
    [InlineData("3.0.0+a", "3.0.1")]
    [InlineData("3.0.2147483647", null)]
    [InlineData("2.0.0-2147483647", "2.0.0-2147483647.1")]
    public void The_next_version_is_one_that_is_not_locked(string version, string? next)
    {
        var locked = Read($"a 1.2.0 {Hash}\na 1.2.2 {Hash}\nb 1.2.1 {Hash}\n").Lock;
        Assert.Equal(next, locked.NextVersion("a", SemanticVersion.TryParse(version)!)?.ToString());
    }

    [Fact]
    public void It_is_written_sorted_with_its_heading()
    {
        LockedPrompt[] entries =
        [
            new("b", SemanticVersion.TryParse("1.0.0")!, Hash, 3),
            new("a", SemanticVersion.TryParse("1.10.0")!, Hash, null),
            new("a", SemanticVersion.TryParse("1.9.0")!, Hash, 1),
            new("B", SemanticVersion.TryParse("1.0.0")!, Hash, 2),
            new("a", SemanticVersion.TryParse("1.10.0-rc.1")!, Hash, 1),
        ];
        Assert.Equal(
            $"# Mine.\nB 1.0.0 {Hash} o200k_base:2\na 1.9.0 {Hash} o200k_base:1\na 1.10.0-rc.1 {Hash} o200k_base:1\na 1.10.0 "
                + $"{Hash}\nb 1.0.0 {Hash} o200k_base:3\n",
            PromptLockWriter.Write(["# Mine."], entries)
        );
        Assert.All(PromptLockWriter.Write([], []).Split('\n').SkipLast(1), line => Assert.StartsWith("# ", line, StringComparison.Ordinal));
    }

    private static PromptLockParseResult Read(string text)
    {
        var result = PromptLockParser.Parse(SourceText.From(text));
        Assert.Empty(result.Problems);
        return result;
    }

    private static PromptLockParseResult Verify(string marked)
    {
        var (text, expected) = PromptMarkup.Read(marked);
        var result = PromptLockParser.Parse(SourceText.From(text));
        Assert.Equal(
            expected.Select(problem => (problem.Id, problem.Span)),
            result.Problems.Select(problem => (problem.RuleId, problem.Span))
        );
        Assert.All(result.Problems, problem => Assert.Equal(RuleIds.PromptLockSyntax, problem.RuleId));
        return result;
    }
}
