using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Adds an output limit to a <c>.prompty</c> file, as the version of its format writes it.</summary>
internal static class PromptyLimit
{
    // In the second version, the client is called `connection` or `provider`.
    private static readonly string[] s_ofSecondVersion = ["id", "provider", "connection", "apiType"];

    /// <summary>Null where its place is not certain.</summary>
    public static TextChange? Add(SourceText text, string tokens)
    {
        if (SectionEdits.Root(text, PromptFormat.Prompty) is not { } root)
            return null;
        switch (root.Find(PromptyModelSection.Key))
        {
            case null:
                return SectionEdits.AddTo(text, root, $"{PromptyModelSection.Key}: {{ {NewSection(null, tokens)} }}");
            case { Value: YamlMapping model } when PromptyModelSection.ParametersOf(model) is { } parameters:
                return SectionEdits.AddTo(text, parameters, Limit(parameters.Name, model, tokens));
            case { Value: YamlMapping { Entries.Count: > 0 } model }:
                return SectionEdits.AddTo(text, model, NewSection(model, tokens));
            // `model: gpt-5-mini` becomes a mapping.
            case { Value: YamlScalar { IsPlain: true, IsNull: false } id } entry when !SectionEdits.IsFlow(text, root):
                var line = $"{LineEnds.Of(text)}{SectionEdits.DefaultIndentation}";
                return new TextChange(
                    TextSpan.FromBounds(entry.Key.Span.End, id.Span.End),
                    $":{line}id: {text.ToString(id.Span)}{line}{Section(PromptyModelSection.OptionsKey, null, tokens)}"
                );
            default:
                return null;
        }
    }

    private static string NewSection(YamlMapping? model, string tokens) =>
        Section(
            model?.Entries.Any(static entry => s_ofSecondVersion.Contains(entry.Name)) == true
                ? PromptyModelSection.OptionsKey
                : PromptyModelSection.ParametersKey,
            model,
            tokens
        );

    private static string Section(string section, YamlMapping? model, string tokens) => $"{section}: {{ {Limit(section, model, tokens)} }}";

    private static string Limit(string section, YamlMapping? model, string tokens)
    {
        if (section == PromptyModelSection.OptionsKey)
            return $"maxOutputTokens: {tokens}";
        // The models of OpenAI that reason refuse the older name, and none refuses the newer one.
        var configuration = model?.Find("configuration")?.Value as YamlMapping;
        var isOpenAI = configuration?.Find("type")?.Value is YamlScalar { Value: "openai" };
        return $"{(isOpenAI ? "max_completion_tokens" : "max_tokens")}: {tokens}";
    }
}
