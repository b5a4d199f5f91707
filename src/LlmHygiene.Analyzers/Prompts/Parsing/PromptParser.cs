using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Parsing;

/// <summary>Reads a prompt file. Never throws: whatever is wrong is a problem with a place, and all of them are told at once.</summary>
internal static class PromptParser
{
    private const int MaxNameLength = 100;

    // testData and evaluators are GitHub Models' own: they test a prompt and never reach the model.
    private static readonly string[] s_known =
    [
        "name",
        "version",
        "description",
        "model",
        "modelParameters",
        "tier",
        "budget",
        InputsSection.Key,
        .. OutputSection.Keys,
        "messages",
        "namespace",
        "deprecated",
        "testData",
        "evaluators",
    ];

    /// <summary>Every key of a <c>.prompt.yml</c> file; the JSON schema has the same.</summary>
    public static IReadOnlyCollection<string> KnownKeys => s_known;

    private static readonly Dictionary<string, string> s_mends = new(StringComparer.Ordinal)
    {
        ["parameters"] = "'parameters' is not a key of a prompt file. Did you mean 'modelParameters'?",
        ["variables"] = "'variables' is not a key of a prompt file. Did you mean 'inputs'?",
    };

    /// <summary>A prompt whose project has no partials.</summary>
    public static PromptParseResult Parse(SourceText source) => Parse(source, PromptPartials.None);

    public static PromptParseResult Parse(SourceText source, PromptPartials partials, PromptFormat format = PromptFormat.PromptYaml) =>
        format == PromptFormat.Prompty ? PromptyParser.Parse(source) : ParseYaml(source, partials);

    private static PromptParseResult ParseYaml(SourceText source, PromptPartials partials)
    {
        var text = source.ToString();
        var problems = new ProblemList(source);
        var root = YamlReader.Read(text, problems);
        if (root is YamlMapping mapping)
            return ReadPrompt(text, mapping, partials, problems);

        if (problems.IsEmpty)
        {
            var isEmpty = root is null or YamlScalar { IsNull: true };
            problems.Add(
                RuleIds.PromptSyntax,
                root?.Span ?? default,
                isEmpty
                    ? "The prompt file is empty. Write 'name:', 'version:' and 'messages:'."
                    : "A prompt file is a mapping. Write 'name:', 'version:' and 'messages:'."
            );
        }

        return new PromptParseResult(null, problems.ToSorted());
    }

    private static PromptParseResult ReadPrompt(string text, YamlMapping root, PromptPartials partials, ProblemList problems)
    {
        var section = new Section(root, problems, RuleIds.PromptBadValue);
        section.ReportUnknownKeys("a prompt file", s_known, s_mends);

        var top = root.Entries.Count > 0 ? root.Entries[0].Key.Span : root.Span;
        var name = ReadName(root, top, problems);
        var version = ReadVersion(root, top, problems);
        var description = section.Text("description", "Say what the prompt does.");
        var model = section.Text("model", "Write a model ID, or remove the key to leave the model to the client.");
        var parameters = ParametersSection.Read(root, problems);
        var tier = ReadTier(section);
        var budget = ReadBudget(root, problems);
        var targetNamespace = ReadNamespace(section);
        var deprecated = section.Text("deprecated", "Say why, and what to use instead.");

        var inputs = InputsSection.Read(root, version, problems);
        var output = OutputSection.Read(root, problems);
        var scope = new TemplateScope(inputs);
        var inclusion = new PartialInclusion(partials);
        var messages = MessagesSection.Read(root, top, new ContentReader(text, scope, inclusion, problems), problems, out var isReadable);
        if (isReadable)
            ReportUnused(root, scope, problems);

        var sorted = problems.ToSorted();
        if (name is null || version is null)
            return new PromptParseResult(null, sorted) { UsesPartials = inclusion.IsUsed };

        var isBroken = sorted.Count > 0 || inclusion.IsBroken;
        var usable = inputs.Values.OfType<PromptInput>().ToEquatableArray();
        var prompt = new PromptModel(
            name,
            PromptNames.Family(name)!,
            version,
            isBroken,
            description,
            model,
            parameters,
            tier,
            budget,
            usable,
            isBroken ? default : messages,
            targetNamespace,
            deprecated,
            "",
            output
        );
        return new PromptParseResult(prompt with { ContentHash = PromptContentHash.Of(prompt) }, sorted)
        {
            UsesPartials = inclusion.IsUsed,
            NameSpan = root.Find("name")!.ValueSpan,
            VersionSpan = root.Find("version")!.ValueSpan,
            ModelSpan = root.Find("model")?.ValueSpan ?? default,
            BudgetSpan = BudgetSpan(root),
            OutputSpan = (root.Find(OutputSection.Key) ?? root.Find("jsonSchema") ?? root.Find("responseFormat"))?.Key.Span ?? default,
            OutputTypeSpan = output?.TypeName is null ? default : root.Find(OutputSection.Key)!.ValueSpan,
            JsonContextSpan = output?.JsonContext is null ? default : root.Find(OutputSection.ContextKey)!.ValueSpan,
            InputPlaces = InputSpans.All(root),
        };
    }

    public static string? ReadName(YamlMapping root, TextSpan top, ProblemList problems)
    {
        if (root.Find("name") is not { } entry)
        {
            problems.Add(RuleIds.PromptName, top, "The prompt has no name. Add 'name: summarize-ticket' or the like.");
            return null;
        }

        var name = (entry.Value as YamlScalar)?.Value ?? "";
        if (IsName(name))
            return name;
        problems.Add(RuleIds.PromptName, entry.ValueSpan, WhyNotAName(name));
        return null;
    }

    /// <summary>Whether a prompt can have this name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && char.IsLetter(name[0])
        && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')
        && PromptNames.Family(name) is not null;

    public static string WhyNotAName(string name) =>
        name.Length > MaxNameLength
            ? "The name is too long. Use at most 100 characters."
            : "This cannot be a prompt's name. Begin with a letter and use letters, digits, '-', '_', '.' and spaces, as in 'summarize-ticket'.";

    public static SemanticVersion? ReadVersion(YamlMapping root, TextSpan top, ProblemList problems)
    {
        if (root.Find("version") is not { } entry)
        {
            problems.Add(RuleIds.PromptVersion, top, "The prompt has no version. Add 'version: 1.0.0'.");
            return null;
        }

        var text = (entry.Value as YamlScalar)?.Value ?? "";
        if (SemanticVersion.TryParse(text) is { } version)
            return version;
        problems.Add(RuleIds.PromptVersion, entry.ValueSpan, WhyNotAVersion(text));

        // What is meant is enough for the class to be there, so that its callers are not told that it is missing.
        return MeantVersion(text);
    }

    public static string WhyNotAVersion(string text)
    {
        var mend = MeantVersion(text) is { } meant ? $"Write '{meant}'." : "Write three numbers, as in '1.0.0' or '1.1.0-beta.1'.";
        return $"The version is not a semantic version. {mend}";
    }

    /// <summary><c>v1.2</c> means 1.2.0.</summary>
    public static SemanticVersion? MeantVersion(string text)
    {
        var padded = text.TrimStart('v', 'V');
        for (var i = 0; i < 2 && SemanticVersion.TryParse(padded) is null; i++)
            padded += ".0";
        return SemanticVersion.TryParse(padded);
    }

    public static PromptTier? ReadTier(Section section)
    {
        if (section.Mapping.Find("tier") is not { } entry)
            return null;
        switch ((entry.Value as YamlScalar)?.Value)
        {
            case "small":
                return PromptTier.Small;
            case "medium":
                return PromptTier.Medium;
            case "large":
                return PromptTier.Large;
            case var other:
                section.Report(
                    entry,
                    $"This is not a tier. {(Suggestions.Nearest(other ?? "", ["small", "medium", "large"]) is { } nearest ? $"Did you mean '{nearest}'?" : "Write small, medium or large.")}"
                );
                return null;
        }
    }

    public static int? ReadBudget(YamlMapping root, ProblemList problems)
    {
        if (Section.From(root.Find("budget"), problems, RuleIds.PromptBadValue, "For example: { inputTokens: 2000 }.") is not { } section)
            return null;
        section.ReportUnknownKeys("budget", ["inputTokens"]);
        return (int?)section.Integer("inputTokens", 1, int.MaxValue, "a whole number of tokens, 1 or more, with no quotes");
    }

    public static TextSpan BudgetSpan(YamlMapping root) =>
        (root.Find("budget")?.Value as YamlMapping)?.Find("inputTokens")?.ValueSpan ?? default;

    public static string? ReadNamespace(Section section)
    {
        var text = section.Text("namespace", "Write a C# namespace, as in 'Shop.Prompts'.");
        if (text is null || PromptNamespaces.IsValid(text))
            return text;
        section.Report(
            section.Mapping.Find("namespace")!,
            $"'{text}' is not a C# namespace. Write names joined by dots, as in 'Shop.Prompts'."
        );
        return null;
    }

    private static void ReportUnused(YamlMapping root, TemplateScope scope, ProblemList problems)
    {
        if (root.Find(InputsSection.Key)?.Value is not YamlMapping inputs)
            return;
        foreach (var entry in inputs.Entries)
        {
            // What cannot stand in a template has been reported, and is not unused on top of that.
            var canBeUsed = TemplateParser.IsName(entry.Name) && !TemplateScope.IsReserved(entry.Name);
            if (canBeUsed && !scope.IsUsed(entry.Name))
                problems.Add(
                    RuleIds.PromptUnusedInput,
                    entry.Key.Span,
                    $"No message uses the input '{entry.Name}'. Write {{{{{entry.Name}}}}} in one, or remove the input."
                );
        }
    }
}
