using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

/// <summary>The wrong example on a rule's page is reported, and the fixed one is not.</summary>
public class PromptRulePageTests
{
    private static readonly string[] s_sections = ["Why", "Example", "How to fix", "When not to fix", "What is not a finding", "Options"];

    public static TheoryData<string> Pages =>
        [
            .. new[]
            {
                "2101",
                "2102",
                "2103",
                "2104",
                "2105",
                "2106",
                "2107",
                "2108",
                "2109",
                "2113",
                "2115",
                "2119",
                "2121",
                "2123",
            }.Select(number => "LLMH" + number),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_example_is_wrong_and_the_fix_is_right(string id)
    {
        var page = Read(id);
        Assert.Contains(id, Report(FirstYaml(page, "## Example")));
        if (id != "LLMH2104")
            Assert.DoesNotContain(id, Report(FirstYaml(page, "## How to fix")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("LLMH2112")]
    [InlineData("LLMH2114")]
    [InlineData("LLMH2116")]
    [InlineData("LLMH2117")]
    [InlineData("LLMH2120")]
    public void A_page_has_its_sections(string id) =>
        Assert.Equal(
            s_sections,
            Read(id).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])
        );

    private static string Read(string id) =>
        File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "rules", id + ".md"))
            .Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string FirstYaml(string page, string section)
    {
        var start =
            page.IndexOf("```yaml\n", page.IndexOf(section, StringComparison.Ordinal), StringComparison.Ordinal) + "```yaml\n".Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    // A page shows only the lines that matter.
    private static IEnumerable<string> Report(string lines)
    {
        if (lines.StartsWith("---", StringComparison.Ordinal))
            return PromptParser
                .Parse(SourceText.From(lines), PromptPartials.None, PromptFormat.Prompty)
                .Problems.Select(problem => problem.RuleId);
        if (!lines.Contains("name:", StringComparison.Ordinal))
            lines = "name: a\nversion: 1.0.0\n" + lines;
        if (!lines.Contains("messages:", StringComparison.Ordinal))
            lines += "messages:\n  - role: user\n    content: Hello\n";
        return PromptParser.Parse(SourceText.From(lines)).Problems.Select(problem => problem.RuleId);
    }
}
