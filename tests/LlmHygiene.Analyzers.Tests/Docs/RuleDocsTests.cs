using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>The docs match the rules. <see cref="GeneratedFile.Command"/> writes the generated parts instead of comparing them.</summary>
public class RuleDocsTests
{
    private const string Placeholder = "This section is not written yet.";

    private static readonly string[] s_sections =
    [
        "## Why",
        "## Example",
        "## How to fix",
        "## When not to fix",
        "## What is not a finding",
        "## Options",
    ];

    public static TheoryData<string> Ids => [.. RuleDocs.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_title_the_properties_and_the_sections(string id)
    {
        var rule = RuleDocs.Rules.Single(candidate => candidate.Id == id);
        var path = RuleDocs.PathOf(id);
        if (GeneratedFile.IsUpdate && !File.Exists(path))
            File.WriteAllText(path, Head(rule) + Skeleton());
        GeneratedFile.Verify(path, begin: "", end: s_sections[0], Head(rule));
        if (GeneratedFile.IsUpdate)
            return;

        var page = GeneratedFile.Read(path);
        Assert.Equal(s_sections, page.Split('\n').Where(line => s_sections.Contains(line)));
        Assert.DoesNotContain(Placeholder, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_has_a_rule() =>
        Assert.Empty(
            Directory
                .GetFiles(Path.GetDirectoryName(RuleDocs.PathOf("x"))!, "*.md")
                .Select(Path.GetFileNameWithoutExtension)
                .Except(RuleDocs.Rules.Select(rule => rule.Id))
        );

    [Fact]
    public void No_id_is_used_twice() =>
        Assert.Equal(RuleDocs.Rules.Select(rule => rule.Id).Distinct(), RuleDocs.Rules.Select(rule => rule.Id));

    [Fact]
    public void Every_id_has_a_rule() =>
        Assert.Equal(
            RuleDocs.Rules.Select(rule => rule.Id),
            typeof(RuleIds)
                .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
                .Where(field => field.IsLiteral)
                .Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_rule_has_one_provider_of_fixes() =>
        Assert.Equal(
            RuleDocs.Fixable.Order(StringComparer.Ordinal),
            RuleDocs
                .Providers.Where(provider => provider.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
                .SelectMany(provider => provider.FixableDiagnosticIds)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_README_lists_the_rules()
    {
        var rows = RuleDocs.Rules.Select(rule =>
        {
            var severity = rule.IsEnabledByDefault ? RuleDocs.SeverityOf(rule).ToLowerInvariant() : "off";
            var fix = RuleDocs.Fixable.Contains(rule.Id) ? "yes" : "";
            return $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {severity} | {rule.Title} | {fix} |\n";
        });
        GeneratedFile.Verify(
            Path.Combine(TestReferences.RepositoryRoot, "README.md"),
            "<!-- rules: begin -->\n",
            "<!-- rules: end -->",
            "| id | default | finds | fix |\n|---|---|---|---|\n" + string.Concat(rows)
        );
    }

    [Fact]
    public void Unshipped_releases_list_the_rules_that_no_release_has()
    {
        var shipped = Regex
            .Matches(GeneratedFile.Read(Releases("Shipped")), @"^(LLMH\d{4}) *\|", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        var rows = RuleDocs
            .Rules.Where(rule => !shipped.Contains(rule.Id))
            .Select(rule =>
                $"{rule.Id} | {rule.Category} | {(rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled")} | {rule.Title}\n"
            );
        // Rules that were changed or removed since a release are in handwritten tables before this one.
        GeneratedFile.Verify(
            Releases("Unshipped"),
            "### New Rules\n",
            end: "",
            "\nRule ID | Category | Severity | Notes\n--------|----------|----------|--------------------\n" + string.Concat(rows)
        );

        static string Releases(string kind) =>
            Path.Combine(TestReferences.RepositoryRoot, "src", "LlmHygiene.Analyzers", $"AnalyzerReleases.{kind}.md");
    }

    [Fact]
    public void Help_links_come_from_the_properties_of_the_repository()
    {
        var properties = XDocument
            .Load(Path.Combine(TestReferences.RepositoryRoot, "Directory.Build.props"))
            .Descendants()
            .Where(element => element.Name.LocalName is "RepositoryUrl" or "HelpLinkBase")
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
        var links = properties["HelpLinkBase"].Replace("$(RepositoryUrl)", properties["RepositoryUrl"], StringComparison.Ordinal);
        Assert.All(RuleDocs.Rules, rule => Assert.Equal($"{links}{rule.Id}.md", rule.HelpLinkUri));
        Assert.EndsWith("docs/rules/", links, StringComparison.Ordinal);
    }

    private static string Head(DiagnosticDescriptor rule) =>
        $"""
            # {rule.Id}: {rule.Title}

            | Property | Value |
            |---|---|
            | Category | {rule.Category} |
            | Severity | {RuleDocs.SeverityOf(rule)} |
            | Enabled | {(rule.IsEnabledByDefault ? "Yes" : "No")} |
            | Code fix | {(RuleDocs.Fixable.Contains(rule.Id) ? "Yes" : "No")} |
            {Weaknesses(rule)}

            """.ReplaceLineEndings("\n");

    // A rule about a weakness says which one.
    private static string Weaknesses(DiagnosticDescriptor rule) =>
        string.Concat(
            rule.CustomTags.Where(tag => tag.StartsWith(Descriptors.CweTag, StringComparison.Ordinal))
                .Select(tag => tag[Descriptors.CweTag.Length..])
                .Select(id => $"| Weakness | [CWE-{id}](https://cwe.mitre.org/data/definitions/{id}.html) |\n")
        );

    private static string Skeleton() => string.Join('\n', s_sections.Select(section => $"{section}\n\n{Placeholder}\n"));
}
