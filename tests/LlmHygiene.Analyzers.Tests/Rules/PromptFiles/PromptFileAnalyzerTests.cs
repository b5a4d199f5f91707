using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

public class PromptFileAnalyzerTests
{
    private const string Good = "name: greet\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello\n";

    [Fact]
    public void A_mistake_is_an_error_at_its_position_in_the_prompt_file()
    {
        var found = Assert.Single(
            Analyze(
                Good.Replace("Hello", "Hello {{who}}", StringComparison.Ordinal)
                    .Replace("messages", "inputs: {}\nmessages", StringComparison.Ordinal)
            )
        );
        Assert.Equal(RuleIds.PromptUnknownVariable, found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        var place = found.Location.GetLineSpan();
        Assert.Equal("/src/Shop/Prompts/p0.prompt.yml", place.Path);
        Assert.Equal("(5,21)-(5,24)", place.Span.ToString());
        Assert.Contains(
            "'who' is not an input",
            found.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Good_prompts_are_silent() =>
        Assert.Empty(
            Analyze(Good, Good.Replace("1.0.0", "1.1.0", StringComparison.Ordinal), Good.Replace("greet", "part", StringComparison.Ordinal))
        );

    [Fact]
    public void Other_files_are_not_looked_at() =>
        Assert.Empty(
            (
                new PromptProject
                {
                    Files = [new PromptText("/src/Shop/notes.yml", "not: a prompt"), new PromptText("/src/Shop/prompt.yml", "{{")],
                }
            ).Analyze(new PromptFileAnalyzer())
        );

    [Fact]
    public void The_same_version_twice_is_reported_in_both_files()
    {
        var found = Analyze(
            Good,
            Good.Replace("Hello", "Hi", StringComparison.Ordinal),
            Good.Replace("1.0.0", "1.0.1", StringComparison.Ordinal)
        );
        Assert.Equal([RuleIds.PromptDuplicateVersion, RuleIds.PromptDuplicateVersion], found.Select(one => one.Id));
        Assert.Equal("(1,9)-(1,14)", found[0].Location.GetLineSpan().Span.ToString());
        Assert.Equal(
            "'greet' 1.0.0 is also defined in 'Prompts/p1.prompt.yml'; give one of them a new version or a new name",
            Message(found[0])
        );
        Assert.Contains("Prompts/p0.prompt.yml", Message(found[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_listed_twice_is_not_a_duplicate()
    {
        var file = new PromptText("/src/Shop/Prompts/a.prompt.yml", Good);
        Assert.Empty(new PromptProject { Files = [file, new PromptText(file.Path, Good)] }.Analyze(new PromptFileAnalyzer()));
    }

    [Fact]
    public void Names_that_become_one_class_are_reported_in_both_files()
    {
        var found = Analyze(
            Good.Replace("greet", "greet-user", StringComparison.Ordinal),
            Good.Replace("greet", "greet_user", StringComparison.Ordinal)
        );
        Assert.Equal([RuleIds.PromptNameCollision, RuleIds.PromptNameCollision], found.Select(one => one.Id));
        Assert.Equal("(0,6)-(0,16)", found[0].Location.GetLineSpan().Span.ToString());
        Assert.Contains(
            "'greet_user' in 'Prompts/p1.prompt.yml' both become the C# class Shop.Prompts.GreetUserPrompt",
            Message(found[0]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Names_that_become_one_class_in_two_namespaces_are_silent() =>
        Assert.Empty(
            Analyze(
                Good.Replace("greet", "greet-user", StringComparison.Ordinal),
                "namespace: Other\n" + Good.Replace("greet", "greet_user", StringComparison.Ordinal)
            )
        );

    [Fact]
    public void A_project_below_CSharp_9_is_reported_once()
    {
        var found = Assert.Single(
            (
                PromptProject.With(Good, Good.Replace("greet", "part", StringComparison.Ordinal)) with
                {
                    Language = LanguageVersion.CSharp8,
                    Source = "class C { }",
                }
            ).Analyze(new PromptFileAnalyzer())
        );
        Assert.Equal(RuleIds.PromptLanguageVersion, found.Id);
        Assert.Contains("C# 8.0; set <LangVersion> to 9", Message(found), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_the_runtime_package_is_reported_once_and_its_files_are_checked()
    {
        var project = PromptProject.With(Good, Good.Replace("greet", "9", StringComparison.Ordinal)) with
        {
            References = [.. TestReferences.Framework, .. TestReferences.Sdks],
        };
        var found = project.Analyze(new PromptFileAnalyzer());
        Assert.Equal([RuleIds.PromptRuntimeMissing, RuleIds.PromptName], found.Select(one => one.Id));
        Assert.Empty(
            (
                project with
                {
                    Files = [project.Files[0]],
                    Properties = project.Properties.Add("build_property.LlmHygieneGenerator", "false"),
                }
            ).Analyze(new PromptFileAnalyzer())
        );
    }

    [Fact]
    public void Every_rule_that_the_parser_reports_is_declared()
    {
        var declared = new PromptFileAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Order(StringComparer.Ordinal).ToArray();
        string[] expected =
        [
            "0002",
            "2101",
            "2102",
            "2103",
            "2104",
            "2105",
            "2106",
            "2107",
            "2108",
            "2109",
            "2112",
            "2113",
            "2114",
            "2115",
            "2116",
            "2117",
            "2119",
            "2120",
            "2121",
            "2123",
        ];
        Assert.Equal(expected.Select(number => "LLMH" + number), declared);
    }

    [Fact]
    public void Every_rule_has_a_page_with_its_title()
    {
        foreach (var rule in new PromptFileAnalyzer().SupportedDiagnostics)
        {
            var page = File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "rules", rule.Id + ".md"));
            Assert.StartsWith(
                $"# {rule.Id}: {rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)}\n",
                page.Replace("\r\n", "\n", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }
    }

    private static ImmutableArray<Diagnostic> Analyze(params string[] prompts) =>
        PromptProject.With(prompts).Analyze(new PromptFileAnalyzer());

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
