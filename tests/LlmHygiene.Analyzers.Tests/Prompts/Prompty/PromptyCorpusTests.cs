using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Prompty;

/// <summary>Files as they occur in practice, in every version of the format, with a version added.</summary>
public class PromptyCorpusTests
{
    private static readonly string s_folder = Path.Combine(
        TestReferences.RepositoryRoot,
        "tests",
        "LlmHygiene.Analyzers.Tests",
        "Prompts",
        "Prompty",
        "Corpus"
    );

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(s_folder, "*.prompty").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_a_prompt_with_any_line_breaks(string file)
    {
        var result = Parse(Read(file));
        Assert.Empty(result.Problems);
        Assert.False(result.Model!.IsBroken);
        Assert.Equal(result.Model, Parse("\uFEFF" + Read(file).Replace("\n", "\r\n", StringComparison.Ordinal)).Model);
        Assert.Equal(result.Model, Parse(Read(file).TrimEnd('\n')).Model);
    }

    [Fact]
    public void All_of_them_compile()
    {
        var project = new PromptProject
        {
            Files =
            [
                .. Directory
                    .GetFiles(s_folder, "*.prompty")
                    .Select(file => new PromptText($"{PromptProject.Folder}Prompts/{Path.GetFileName(file)}", File.ReadAllText(file))),
            ],
        };
        project.Build();
        Assert.Equal(project.Files.Length, project.Generate().Count);
        Assert.Empty(project.Analyze(new PromptFileAnalyzer()));
    }

    [Fact]
    public void The_model_is_that_of_the_provider_and_a_deployment_is_left_to_the_client()
    {
        Assert.Null(Parse(Read("answer-question.prompty")).Model!.ModelId);
        Assert.Equal("gpt-4.1-mini", Parse(Read("few-shot.prompty")).Model!.ModelId);
        Assert.Equal("gpt-4.1", Parse(Read("second-generation.prompty")).Model!.ModelId);
        Assert.Equal("gpt-4.1-nano", Parse(Read("levels.prompty")).Model!.ModelId);

        var text = Read("customer.prompty");
        var span = Parse(text).Spans.Model;
        Assert.Equal("o4-mini", text.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("gpt-4.1", "gpt-4.1")]
    [InlineData("{ id: gpt-4.1, provider: openai }", "gpt-4.1")]
    [InlineData("{ id: hours-bot, provider: azure }", null)]
    [InlineData("{ id: hours-bot, provider: foundry }", null)]
    [InlineData("{ connection: { azure_deployment: hours-bot } }", null)]
    [InlineData("{ configuration: { type: serverless, model: mistral-large } }", "mistral-large")]
    [InlineData("\"${env:MODEL}\"", null)]
    public void A_model_is_what_names_one_for_certain(string model, string? expected)
    {
        var result = Parse($"---\nname: a\nversion: 1.0.0\nmodel: {model}\ntemplate: {{ format: {{ kind: nunjucks }} }}\n---\nuser:\nHi\n");
        Assert.Empty(result.Problems);
        Assert.Equal(expected, result.Model!.ModelId);
    }

    [Fact]
    public void Parameters_have_the_names_of_both_generations()
    {
        Assert.Equal(
            new PromptParameters(MaxOutputTokens: 300, Temperature: 0.2f),
            Parse(Read("answer-question.prompty")).Model!.Parameters
        );
        Assert.Equal(
            new PromptParameters(MaxOutputTokens: 800, Temperature: 0.4f, TopP: 0.9f, FrequencyPenalty: 0.1f),
            Parse(Read("second-generation.prompty")).Model!.Parameters
        );
        var fewShot = Parse(Read("few-shot.prompty")).Model!.Parameters;
        Assert.Equal(7, fewShot.Seed);
        Assert.Equal(["\n\n", "END"], fewShot.StopSequences);
    }

    [Theory]
    [InlineData("parameters: { reasoning_effort: low }", PromptReasoningEffort.Low)]
    [InlineData("parameters: { reasoningEffort: xhigh }", PromptReasoningEffort.ExtraHigh)]
    [InlineData("options: { reasoning: { effort: none } }", PromptReasoningEffort.None)]
    [InlineData("options: { reasoning_effort: null, temperature: 1 }", null)]
    [InlineData("options: { temperature: 1 }", null)]
    public void The_reasoning_effort_has_the_names_of_both_APIs(string parameters, object? effort) =>
        Assert.Equal(
            (PromptReasoningEffort?)effort,
            PromptMarkup
                .VerifyPrompty($"---\nname: a\nversion: 1.0.0\nmodel: {{ id: gpt-5.4, {parameters} }}\n---\nuser:\nHi\n")
                .Model!.Parameters.Reasoning?.Effort
        );

    [Fact]
    public void A_budget_is_that_of_a_prompt_file() =>
        Assert.Equal(
            new ExecutionBudget(0.5m, 3),
            PromptMarkup.VerifyPrompty("---\nname: a\nversion: 1.0.0\nbudget: { usd: 0.5, calls: 3 }\n---\nuser:\nHi\n").Model!.Budget
        );

    [Fact]
    public void The_response_becomes_a_record()
    {
        var output = Parse(Read("second-generation.prompty")).Model!.Output!;
        Assert.Equal(["title", "sections"], output.Fields.Select(field => field.Name));
        Assert.Equal(PromptOutputKind.Json, Parse(Read("score.prompty")).Model!.Output!.Kind);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(s_folder, file)).ReplaceLineEndings("\n");

    private static PromptParseResult Parse(string text) =>
        PromptParser.Parse(SourceText.From(text), PromptPartials.None, PromptFormat.Prompty);
}
