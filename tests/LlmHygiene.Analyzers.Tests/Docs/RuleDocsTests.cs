using System.Reflection;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>The docs say what the rules are.</summary>
public class RuleDocsTests
{
    private static readonly string[] Sections =
    [
        "## Why",
        "## Example",
        "## How to fix",
        "## When not to fix",
        "## What is not a finding",
        "## Options",
    ];

    private static readonly HashSet<string> s_fixable =
    [
        .. typeof(LlmCodeFixProvider)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LlmCodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((LlmCodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    public static TheoryData<string> Ids => [.. RuleDocs.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_title_the_properties_and_the_sections(string id)
    {
        var rule = RuleDocs.Rules.Single(candidate => candidate.Id == id);
        Assert.True(File.Exists(RuleDocs.PathOf(id)), $"docs/rules/{id}.md is missing");
        var lines = File.ReadAllLines(RuleDocs.PathOf(id));
        Assert.Equal($"# {id}: {rule.Title}", lines[0]);
        Assert.Contains($"| Category | {rule.Category} |", lines);
        Assert.Contains($"| Severity | {RuleDocs.SeverityOf(rule)} |", lines);
        Assert.Contains($"| Code fix | {(s_fixable.Contains(id) ? "Yes" : "No")} |", lines);
        Assert.Contains($"| Enabled | {(rule.IsEnabledByDefault ? "Yes" : "No")} |", lines);
        Assert.Equal(Sections, lines.Where(line => Sections.Contains(line)));
        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void No_id_is_used_twice() =>
        Assert.Equal(RuleDocs.Rules.Select(rule => rule.Id).Distinct(), RuleDocs.Rules.Select(rule => rule.Id));

    [Fact]
    public void Every_page_has_a_rule() =>
        Assert.Equal(
            RuleDocs.Rules.Select(rule => rule.Id),
            Directory
                .GetFiles(Path.GetDirectoryName(RuleDocs.PathOf("x"))!, "LLMH*.md")
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_rule_has_one_provider_of_fixes() =>
        Assert.Equal(
            s_fixable.Order(StringComparer.Ordinal),
            typeof(LlmCodeFixProvider)
                .Assembly.GetTypes()
                .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
                .SelectMany(type => ((LlmCodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
                .Order(StringComparer.Ordinal)
        );

    /// <summary>With <c>UPDATE_DOCS=1</c> in the environment the table is written rather than compared.</summary>
    [Fact]
    public void The_README_lists_the_rules()
    {
        const string Begin = "<!-- rules: begin -->\n",
            End = "<!-- rules: end -->";
        var path = Path.Combine(TestReferences.RepositoryRoot, "README.md");
        var readme = File.ReadAllText(path).ReplaceLineEndings("\n");
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        var rows = RuleDocs.Rules.Select(rule =>
            $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {(rule.IsEnabledByDefault ? RuleDocs.SeverityOf(rule).ToLowerInvariant() : "off")} | {rule.Title} | {(s_fixable.Contains(rule.Id) ? "yes" : "")} |\n"
        );
        var table = "| id | default | finds | fix |\n|---|---|---|---|\n" + string.Concat(rows);

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, readme[..start] + table + readme[end..]);
        else
            Assert.Equal(table, readme[start..end]);
    }
}
