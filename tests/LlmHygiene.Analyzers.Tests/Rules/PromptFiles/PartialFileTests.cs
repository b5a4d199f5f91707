using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

/// <summary>Partials of a project: which files they are, and where their mistakes are reported.</summary>
public class PartialFileTests
{
    [Fact]
    public void Partials_are_files_but_not_prompts()
    {
        var project = Project(
            "Be {{> shared/tone}} and {{> Length}} and {{> marked}}.",
            ("Prompts/shared/tone.partial.md", "kind\n"),
            ("Prompts/Length.partial.txt", "brief")
        );
        project = project with
        {
            Files = project.Files.Add(
                new PromptText("/elsewhere/marked.txt", "so")
                {
                    Metadata = ImmutableDictionary<string, string>
                        .Empty.Add("LlmPartial", "true")
                        .Add("LlmPromptPath", "Prompts/marked.txt"),
                }
            ),
            Source = "public static class Test { public static string Run() => new Shop.Prompts.GreetPrompt.V1().ToMessages()[0].Text; }",
        };
        Assert.Equal("Be kind and brief and so.", project.Run<string>());
        Assert.Single(project.Generate());
        Assert.Empty(project.Analyze(new PromptFileAnalyzer()));
    }

    [Fact]
    public void A_mistake_in_a_partial_is_reported_once_at_its_position_there()
    {
        var found = Assert.Single(Analyze("{{> tone}} {{> tone}}", ("Prompts/tone.partial.md", "Hello\n{{#if}}x{{/if}}")));
        Assert.Equal(RuleIds.PromptTemplateSyntax, found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(
            "/src/Shop/Prompts/tone.partial.md: (1,0)-(1,7)",
            $"{found.Location.GetLineSpan().Path}: {found.Location.GetLineSpan().Span}"
        );
    }

    [Fact]
    public void A_partial_that_nothing_includes_is_checked_as_well() =>
        Assert.Equal(
            RuleIds.PromptPartial,
            Assert
                .Single(
                    new PromptProject { Files = [new PromptText("/src/Shop/Prompts/a.partial.md", "{{> b}}")] }.Analyze(
                        new PromptFileAnalyzer()
                    )
                )
                .Id
        );

    [Fact]
    public void A_name_that_the_prompt_does_not_have_is_reported_at_the_tag()
    {
        var found = Assert.Single(Analyze("Hi {{> tone}}", ("Prompts/tone.partial.md", "{{who}}")));
        Assert.Equal(
            "/src/Shop/Prompts/p0.prompt.yml: (5,17)-(5,27)",
            $"{found.Location.GetLineSpan().Path}: {found.Location.GetLineSpan().Span}"
        );
        Assert.Equal(
            "In the partial 'tone', line 1: 'who' is not an input of this prompt. Declare it under 'inputs:'.",
            found.GetMessage(CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void Two_files_with_one_name_are_reported_in_both()
    {
        var found = Analyze("Hi {{> tone}}", ("Prompts/tone.partial.md", "a"), ("Prompts/tone.partial.txt", "b"));
        Assert.Equal([RuleIds.PromptPartial, RuleIds.PromptPartial], found.Select(one => one.Id));
        Assert.Contains(
            "'Prompts/tone.partial.txt' is the partial 'tone' as well",
            found[0].GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_prompt_is_read_again_when_its_partial_has_changed()
    {
        var before = Project("Hi {{> tone}}", ("Prompts/tone.partial.md", "{{who}}"));
        Assert.Single(before.Analyze(new PromptFileAnalyzer()));
        Assert.Empty(
            (before with { Files = before.Files.SetItem(1, new PromptText(before.Files[1].Path, "there")) }).Analyze(
                new PromptFileAnalyzer()
            )
        );
        Assert.Single(before.Analyze(new PromptFileAnalyzer()));
    }

    private static IReadOnlyList<Diagnostic> Analyze(string content, params (string Path, string Text)[] partials) =>
        Project(content, partials).Analyze(new PromptFileAnalyzer());

    private static PromptProject Project(string content, params (string Path, string Text)[] partials)
    {
        var project = PromptProject.With(
            $"name: greet\nversion: 1.0.0\ninputs: {{}}\nmessages:\n  - role: user\n    content: '{content}'\n"
        );
        return project with
        {
            Files = project.Files.AddRange(partials.Select(partial => new PromptText(PromptProject.Folder + partial.Path, partial.Text))),
        };
    }
}
