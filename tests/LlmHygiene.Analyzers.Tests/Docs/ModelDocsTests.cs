using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>The prompt files, the samples and the examples in the docs send nothing that their models refuse.</summary>
public class ModelDocsTests
{
    // The pages whose section "Example" shows what the rule reports. The rest of them is right.
    private static readonly string[] s_about = ["LLMH1007.md", "LLMH4005.md"];

    [Fact]
    public void Every_prompt_file_and_example_is_accepted_by_its_model()
    {
        var prompts = Prompts().ToList();
        Assert.True(prompts.Count > 15, $"{prompts.Count} prompts");
        Assert.Empty(prompts.SelectMany(prompt => Wrong(prompt.Model).Select(what => $"{prompt.Place}: {what}")));
    }

    [Fact]
    public void Every_CSharp_block_is_accepted_by_its_model()
    {
        var files = Files("*.md")
            .SelectMany(file => Blocks(file, "csharp"))
            .Concat(
                Files("*.cs")
                    .Where(file => file.Contains("samples", StringComparison.Ordinal))
                    .Select(file => (file, File.ReadAllText(file)))
            )
            .ToList();
        Assert.True(files.Count > 60, $"{files.Count} blocks");
        Assert.Empty(files.SelectMany(file => CodeExample.Wrong(file.Item2).Select(what => $"{file.Item1}: {what}")));
    }

    [Theory]
    [InlineData("gpt-5-mini", "new ChatOptions { Temperature = 0.2f }", "Temperature = 0.2")]
    [InlineData("gpt-5-mini", "o.TopP = 0.5f", "TopP = 0.5")]
    [InlineData("gpt-5-mini", "NucleusSamplingFactor = 0.5f", "NucleusSamplingFactor = 0.5")]
    [InlineData("gpt-5-mini", "o.Temperature ??= 0", "Temperature ??= 0")]
    [InlineData("gpt-5-mini", "PresencePenalty = 0.5f", "PresencePenalty = 0.5")]
    [InlineData("gpt-5-mini", "FrequencyPenalty = -1", "FrequencyPenalty = -1")]
    [InlineData("claude-opus-4-8", "TopK = 4", "TopK = 4")]
    [InlineData("o3", "StopSequences = [\"END\"]", "Stop")]
    [InlineData("gpt-5-mini", "Reasoning = new() { Effort = ReasoningEffort.None }", "the effort none")]
    [InlineData("gpt-5-mini", "ReasoningEffortLevel = \"xhigh\"", "the effort xhigh")]
    [InlineData("gpt-4o", "ReasoningEffortLevel = ChatReasoningEffortLevel.Low", "the effort low")]
    [InlineData("gpt-5.4", "Temperature = 0, Reasoning = new() { Effort = ReasoningEffort.High }", "Temperature = 0")]
    [InlineData("gpt-5-mini", "new ChatCompletionsOptions { MaxTokens = 9000 }", "max_tokens")]
    [InlineData("gpt-5-mini", "AzureOpenAIClient x; MaxOutputTokenCount = 9000", "max_tokens")]
    [InlineData("gpt-5-mini", "MaxOutputTokens = 1_000", "MaxOutputTokens = 1_000")]
    [InlineData("gpt-5-mini", "NumPredict = 300", "NumPredict = 300")]
    [InlineData("gpt-5-mini", "MaxOutputTokens = 2000, Effort = ReasoningEffort.High", "MaxOutputTokens = 2000")]
    [InlineData("c4ai-aya-expanse-8b", "Tools = [tool]", "Tools")]
    [InlineData("gpt-5.4-pro", "chat.GetResponseAsync<int[]>(text)", "Schema")]
    [InlineData("deepseek-v4-pro", "new DataContent(bytes, \"image/png\")", "Image")]
    // What is accepted.
    [InlineData("gpt-5-mini", "Temperature = 1, TopP = 1.0f, PresencePenalty = 0, Seed = 4, Tools = [tool], MaxOutputTokens = 9000", null)]
    [InlineData("gpt-5-mini", "new OpenAIPromptExecutionSettings { MaxTokens = 9000 }, StopSequences = []", null)]
    [InlineData("gpt-5-mini", "AzureOpenAIClient x; MaxOutputTokenCount = 9000; o.SetNewMaxCompletionTokensPropertyEnabled()", null)]
    [InlineData("gpt-5-mini", "ReasoningEffortLevel = \"minimal\", MaxOutputTokens = 600", null)]
    [InlineData("gpt-4o", "Temperature = 0.2f, MaxTokens = 9, chat.GetResponseAsync<int>()", null)]
    public void A_wrong_block_is_found(string model, string code, string? wrong) =>
        Assert.Equal(wrong is null ? [] : [$"{model} with {wrong}"], CodeExample.Wrong($"var id = \"{model}\"; {code}"));

    [Theory]
    [InlineData("model: gpt-5-mini\nmodelParameters: { temperature: 0.2 }", "temperature")]
    [InlineData("model: gpt-5-mini\nmodelParameters: { presencePenalty: 0.5 }", "presence_penalty")]
    [InlineData("model: gpt-5-mini\nreasoning: { effort: none }", "the reasoning effort 'none'")]
    [InlineData("model: gpt-5.4-pro\noutput:\n  mood: string", "a JSON schema")]
    [InlineData("model: gpt-5-mini\nmodelParameters: { maxCompletionTokens: 300 }", "output limit")]
    [InlineData("model: gpt-5-mini\nreasoning: { effort: low }\nmodelParameters: { maxCompletionTokens: 3000 }", null)]
    public void A_wrong_prompt_file_is_found(string text, string? wrong)
    {
        var model = Parse(Whole(text + "\n"), PromptFormat.PromptYaml);
        Assert.NotNull(model);
        var found = Wrong(model).ToList();
        if (wrong is null)
            Assert.Empty(found);
        else
            Assert.Contains(wrong, Assert.Single(found), StringComparison.Ordinal);
    }

    // Of a page about a rule, only the section that shows what is wrong is left out.
    [Fact]
    public void Only_the_examples_of_two_rules_are_left_out()
    {
        const string Page = "## Example\n\n```csharp\na\n```\n\n## How to fix\n\n```csharp\nb\n```\n";
        Assert.Equal(["b\n"], BlocksOf("docs/rules/LLMH1007.md", Page, "csharp"));
        Assert.Equal(["a\n", "b\n"], BlocksOf("docs/rules/LLMH1002.md", Page, "csharp"));
        foreach (var page in s_about)
            Assert.NotEmpty(
                BlocksOf(
                        "all.md",
                        File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "rules", page)).ReplaceLineEndings("\n"),
                        "csharp"
                    )
                    .SelectMany(CodeExample.Wrong)
            );
    }

    private static IEnumerable<string> Wrong(PromptModel prompt) =>
        PromptRefusals
            .Of(prompt, ModelCatalog.Default)
            .Select(refusal => $"{prompt.ModelId} does not accept {refusal.What}")
            .Concat(PromptModelAnalyzer.LimitTooLow(prompt, Location.None, ModelCatalog.Default) is { } low ? [low.GetMessage(null)] : []);

    private static IEnumerable<(string Place, PromptModel Model)> Prompts()
    {
        foreach (var file in Files("*.prompt.yml").Concat(Files("*.prompt.yaml")))
            if (Parse(File.ReadAllText(file), PromptFormat.PromptYaml) is { } model)
                yield return (file, model);
        foreach (var file in Files("*.prompty"))
            if (Parse(File.ReadAllText(file), PromptFormat.Prompty) is { } model)
                yield return (file, model);
        foreach (var page in Files("*.md"))
        {
            foreach (var (place, text) in Blocks(page, "yaml"))
                if (Parse(Whole(text), PromptFormat.PromptYaml) is { } model)
                    yield return (place, model);
            foreach (var (place, text) in Blocks(page, "prompty"))
                if (Parse(text, PromptFormat.Prompty) is { } model)
                    yield return (place, model);
        }
    }

    // An excerpt of a prompt file.
    private static string Whole(string text)
    {
        foreach (
            var (key, value) in new[]
            {
                ("name", "name: a\n"),
                ("version", "version: 1.0.0\n"),
                ("messages", "messages: [{ role: user, content: a }]\n"),
            }
        )
            if (!Regex.IsMatch(text, $"^{key}:", RegexOptions.Multiline))
                text += value;
        return text;
    }

    private static PromptModel? Parse(string text, PromptFormat format) =>
        PromptParser.Parse(SourceText.From(text.ReplaceLineEndings("\n")), PromptPartials.None, format).Model;

    private static IEnumerable<(string Place, string Text)> Blocks(string file, string language) =>
        BlocksOf(file, File.ReadAllText(file).ReplaceLineEndings("\n"), language).Select(text => (file, text));

    private static IEnumerable<string> BlocksOf(string file, string text, string language)
    {
        if (s_about.Contains(Path.GetFileName(file)))
            text = Regex.Replace(text, "^## Example\n.*?(?=^## )", "", RegexOptions.Multiline | RegexOptions.Singleline);
        return Regex
            .Matches(text, $"^ *```{language}\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => match.Groups["text"].Value);
    }

    private static IEnumerable<string> Files(string pattern) =>
        new[] { "docs", "samples", "nuget" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(TestReferences.RepositoryRoot, folder), pattern, SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Concat(pattern == "*.md" ? [Path.Combine(TestReferences.RepositoryRoot, "README.md")] : [])
            .Order(StringComparer.Ordinal);
}
