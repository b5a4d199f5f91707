using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>GitHub Models' files work when a version and the inputs are added.</summary>
public class GitHubModelsTests
{
    public static readonly string Folder = Path.Combine(
        TestReferences.RepositoryRoot,
        "tests",
        "LlmHygiene.Analyzers.Tests",
        "Prompts",
        "GitHubModels"
    );

    [Fact]
    public void Files_compile_and_nothing_is_wrong_with_their_models()
    {
        var project = new PromptProject
        {
            Files =
            [
                .. Directory
                    .GetFiles(Folder, "*.prompt.yml")
                    .Select(file => new PromptText($"{PromptProject.Folder}Prompts/{Path.GetFileName(file)}", File.ReadAllText(file))),
            ],
        };
        Assert.Equal(2, project.Files.Length);
        project.Build();
        Assert.Equal(2, project.Generate().Count);
        Assert.Empty(project.Analyze(new PromptFileAnalyzer()));
        Assert.Empty(project.Analyze(new PromptModelAnalyzer()));
    }

    [Fact]
    public void A_model_keeps_the_prefix_that_its_endpoint_needs()
    {
        var prompt = PromptParser.Parse(SourceText.From(File.ReadAllText(Path.Combine(Folder, "summarize.prompt.yml")))).Model!;
        Assert.Equal("openai/gpt-5.4-2026-03-05", prompt.ModelId);
        Assert.Equal(new PromptParameters(MaxOutputTokens: 200, Temperature: 0.5f, TopP: 0.9f), prompt.Parameters);
    }

    [Theory]
    [InlineData("openai/gpt-5.4-2026-03-05")]
    [InlineData("mistral-ai/some-model-of-tomorrow")]
    [InlineData("some-unknown-provider/gpt-4-32k")]
    public void A_model_of_another_provider_is_not_mistaken_for_a_known_one(string model) =>
        Assert.Empty(
            PromptProject
                .With($"name: a\nversion: 1.0.0\nmodel: {model}\nmessages:\n  - role: user\n    content: Hello\n")
                .Analyze(new PromptModelAnalyzer())
        );

    [Theory]
    [InlineData("gpt-4-32k")]
    [InlineData("openai/gpt-4-32k")]
    [InlineData("gpt-4o-mini")]
    [InlineData("openai/gpt-4o-mini")]
    public void A_model_that_is_ending_is_recognized_with_and_without_its_prefix(string model) =>
        Assert.Contains(
            PromptProject
                .With($"name: a\nversion: 1.0.0\nmodel: {model}\nmessages:\n  - role: user\n    content: Hello\n")
                .Analyze(new PromptModelAnalyzer()),
            diagnostic => diagnostic.Id == "LLMH1004"
        );
}
