using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>The settings page lists every existing setting, and no other.</summary>
public class SettingsDocsTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "editorconfig.md"));

    [Fact]
    public void It_has_the_options_that_are_read() =>
        Assert.Equal(
            typeof(RuleOptions)
                .GetFields(BindingFlags.NonPublic | BindingFlags.Static)
                .Where(field => field.IsLiteral && field.FieldType == typeof(string))
                .Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal),
            Regex
                .Matches(Section("## Options of rules"), @"^\| `(llmhygiene\.[a-z_]+)` \|", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void It_has_the_properties_that_the_package_reads()
    {
        var assets = Path.Combine(TestReferences.RepositoryRoot, "nuget", "LlmHygiene.Analyzers", "buildTransitive");
        var visible = XDocument
            .Load(Path.Combine(assets, "LlmHygiene.Analyzers.props"))
            .Descendants("CompilerVisibleProperty")
            .SelectMany(item => item.Attribute("Include")!.Value.Split(';'));
        var read = Directory
            .GetFiles(assets, "LlmHygiene.Analyzers.*")
            .SelectMany(file =>
                Regex
                    .Matches(File.ReadAllText(file), @"\$\((LlmHygiene\w+|LlmPrompt\w+|EnableDefaultLlm\w+)\)")
                    .Select(match => match.Groups[1].Value)
            );
        Assert.Equal(
            visible
                .Where(name => name.StartsWith("LlmHygiene", StringComparison.Ordinal))
                .Concat(read)
                .Distinct()
                .Order(StringComparer.Ordinal),
            Regex
                .Matches(s_page, @"^\| `((?:LlmHygiene|LlmPrompt|EnableDefault)\w+)` \|", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value)
                .Order(StringComparer.Ordinal)
        );
    }

    private static string Section(string title) => s_page[s_page.IndexOf(title, StringComparison.Ordinal)..].Split("\n## ")[0];
}
