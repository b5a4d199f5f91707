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
    // Their examples show what the rule reports.
    private static readonly string[] s_about = ["LLMH1007.md", "LLMH4005.md"];

    [Fact]
    public void Every_prompt_file_and_example_is_accepted_by_its_model()
    {
        var prompts = Prompts().ToList();
        Assert.True(prompts.Count > 15, $"{prompts.Count} prompts");
        Assert.Empty(
            prompts.SelectMany(prompt =>
                PromptRefusals
                    .Of(prompt.Model, ModelCatalog.Default)
                    .Select(refusal => $"{prompt.Place}: {prompt.Model.ModelId} does not accept {refusal.What}")
                    .Concat(
                        PromptModelAnalyzer.LimitTooLow(prompt.Model, Location.None, ModelCatalog.Default) is { } low
                            ? [$"{prompt.Place}: {low.GetMessage(null)}"]
                            : []
                    )
            )
        );
    }

    // A block need not compile: a model and a parameter that stand in one block are taken to belong together.
    [Fact]
    public void Every_CSharp_block_is_accepted_by_its_model()
    {
        var files = Files("*.md")
            .Where(file => !s_about.Contains(Path.GetFileName(file)))
            .SelectMany(file => Blocks(file, "csharp"))
            .Concat(
                Files("*.cs")
                    .Where(file => file.Contains("samples", StringComparison.Ordinal))
                    .Select(file => (file, File.ReadAllText(file)))
            )
            .ToList();
        Assert.True(files.Count > 60, $"{files.Count} blocks");
        var wrong = new List<string>();
        foreach (var (place, code) in files)
        {
            foreach (Match id in Regex.Matches(code, "\"([a-z][\\w./-]+)\""))
                if (ModelCatalog.Default.Find(id.Groups[1].Value, provider: null)?.Entry is { Capabilities: var model } entry)
                    foreach (
                        Match written in Regex.Matches(
                            code,
                            @"\b(Temperature|TopP|TopK|MaxOutputTokens|MaxOutputTokenCount)\s*(\?\?)?=\s*([\d.]+)"
                        )
                    )
                        if (IsRefused(written.Groups[1].Value, written.Groups[3].Value, model))
                            wrong.Add($"{place}: {entry.Id} with {written.Value}");
        }

        Assert.Empty(wrong);
    }

    private static bool IsRefused(string name, string value, ModelCapabilities model)
    {
        var reasons = model.Reasons(null);
        if (name.StartsWith("Max", StringComparison.Ordinal))
            return ReasoningRoom.Of(model, null, reasons) is { } room
                && int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) < room;
        var parameter = Enum.Parse<Common.RequestParameter>(name);
        return ModelRefusals.Of(parameter, value, model, reasons) is not null;
    }

    private static IEnumerable<(string Place, PromptModel Model)> Prompts()
    {
        foreach (var file in Files("*.prompt.yml").Concat(Files("*.prompt.yaml")))
            if (Parse(File.ReadAllText(file), PromptFormat.PromptYaml) is { } model)
                yield return (file, model);
        foreach (var file in Files("*.prompty"))
            if (Parse(File.ReadAllText(file), PromptFormat.Prompty) is { } model)
                yield return (file, model);
        foreach (var page in Files("*.md").Where(file => !s_about.Contains(Path.GetFileName(file))))
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
        Regex
            .Matches(
                File.ReadAllText(file).ReplaceLineEndings("\n"),
                $"^ *```{language}\n(?<text>.*?)^ *```$",
                RegexOptions.Multiline | RegexOptions.Singleline
            )
            .Select(match => (file, match.Groups["text"].Value));

    private static IEnumerable<string> Files(string pattern) =>
        new[] { "docs", "samples", "nuget" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(TestReferences.RepositoryRoot, folder), pattern, SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Concat(pattern == "*.md" ? [Path.Combine(TestReferences.RepositoryRoot, "README.md")] : [])
            .Order(StringComparer.Ordinal);
}
