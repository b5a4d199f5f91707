using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Rules.Levels;

/// <summary>A project that stays at an older level gets no finding of a later one.</summary>
public class LevelTests
{
    private const string Head = "name: a\nversion: 1.0.0\n";
    private const string Messages = "messages:\n  - role: user\n    content: Hi\n";

    // What 0.1 reports. Nothing is added here: a new rule has its level in RuleIds.Since.
    private static readonly string[] s_rules =
    [
        .. Ids("LLMH000", 1, 4),
        .. Ids("LLMH100", 1, 6),
        .. Ids("LLMH200", 1, 3),
        .. Ids("LLMH21", 1, 23),
        .. Ids("LLMH300", 1, 4),
        .. Ids("LLMH400", 1, 4),
        "LLMH5001",
    ];

    [Fact]
    public void Every_rule_that_came_after_the_first_version_has_its_level()
    {
        Assert.Equal(
            RuleDocs.Rules.Select(rule => rule.Id).Except(s_rules).Order(StringComparer.Ordinal),
            RuleIds.Since.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Empty(s_rules.Except(RuleDocs.Rules.Select(rule => rule.Id)));
    }

    [Theory]
    [InlineData(Head + "messages:\n  - role: user\n    content: null\n")]
    [InlineData(Head + "messages:\n  - role: user\n    content:\n      - text: ~\n")]
    [InlineData(Head + "modelParameters: { stop: null }\n" + Messages)]
    [InlineData(Head + "deprecated: true\n" + Messages)]
    [InlineData("name: null\nversion: 1.0.0\n" + Messages)]
    public void A_kind_of_finding_that_came_later_is_not_reported(string text)
    {
        Assert.NotEmpty(Parse(SourceText.From(text), HygieneLevel.Latest));
        Assert.NotEmpty(Parse(SourceText.From(text), HygieneLevel.V0_2));
        Assert.Empty(Parse(SourceText.From(text), HygieneLevel.V0_1));
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_read_as_before()
    {
        var bytes = Encoding.Latin1.GetBytes(Head + "messages:\n  - role: user\n    content: \"café {{> style}}\"\n");
        var text = SourceText.From(bytes, bytes.Length, Encoding.UTF8);
        var style = Encoding.Latin1.GetBytes("é");
        foreach (var level in new[] { HygieneLevel.V0_1, HygieneLevel.Latest })
        {
            var partial = PromptPartial.Of("style", SourceText.From(style, style.Length, Encoding.UTF8), level);
            var result = PromptParser.Parse(text, PromptPartials.From([partial]), PromptFormat.PromptYaml, level);
            Assert.Equal(level != HygieneLevel.V0_1, result.Model!.IsBroken);
        }
    }

    [Fact]
    public void The_project_says_its_level_to_the_rules_and_to_the_generator()
    {
        var project = PromptProject.With(Head + "messages:\n  - role: user\n    content: null\n");
        Assert.Single(project.Analyze(new PromptFileAnalyzer()));
        var old = project with { Properties = project.Properties.Add("build_property.LlmHygieneLevel", "0.1") };
        Assert.Empty(old.Analyze(new PromptFileAnalyzer()));
        Assert.DoesNotContain("LLMH2105", Assert.Single(old.Generate()).Value, StringComparison.Ordinal);
        Assert.Contains("LLMH2105", Assert.Single(project.Generate()).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.1", 0)]
    [InlineData("0.2", 1)]
    [InlineData("latest", int.MaxValue)]
    [InlineData("", int.MaxValue)]
    [InlineData("9.9", int.MaxValue)]
    public void An_unknown_level_is_the_latest(string text, int expected) =>
        Assert.Equal((HygieneLevel)expected, HygieneLevels.Parse(text));

    private static IEnumerable<LlmHygiene.Analyzers.Prompts.Problems.PromptProblem> Parse(SourceText text, HygieneLevel level) =>
        PromptParser.Parse(text, PromptPartials.None, PromptFormat.PromptYaml, level).Problems;

    private static IEnumerable<string> Ids(string prefix, int first, int last) =>
        Enumerable
            .Range(first, last - first + 1)
            .Select(number =>
                prefix + number.ToString(new string('0', 8 - prefix.Length), System.Globalization.CultureInfo.InvariantCulture)
            );
}
