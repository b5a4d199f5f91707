using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>The prompt files in the docs are valid and compile.</summary>
public class PromptFileDocsTests
{
    [Fact]
    public void Every_example_is_right()
    {
        var page = File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "prompt-files.md")).ReplaceLineEndings("\n");
        var partial = new PromptText(
            PromptProject.Folder + "Prompts/shared/tone.partial.md",
            Block("text").Match(page).Groups["text"].Value
        );
        var partials = PromptPartials.From([
            new PromptPartial("shared/tone", partial.GetText(TestContext.Current.CancellationToken).ToString()),
        ]);
        var prompts = Block("yaml").Matches(page).Select(match => match.Groups["text"].Value).ToArray();
        Assert.Equal(9, prompts.Length);
        Assert.All(prompts, prompt => Assert.Empty(PromptParser.Parse(SourceText.From(prompt), partials).Problems));

        var project = PromptProject.With(prompts);
        project = project with { Files = project.Files.Add(partial) };
        project.Build();
        Assert.Equal(9, project.Generate().Count);
    }

    [Fact]
    public void The_prompty_file_is_right()
    {
        var page = File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "prompt-files.md")).ReplaceLineEndings("\n");
        var prompt = Assert.Single(Block("prompty").Matches(page)).Groups["text"].Value;
        Assert.Empty(PromptParser.Parse(SourceText.From(prompt), PromptPartials.None, PromptFormat.Prompty).Problems);
    }

    private static Regex Block(string language) =>
        new($"^```{language}\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
}
