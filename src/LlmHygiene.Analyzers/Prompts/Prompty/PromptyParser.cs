using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>Reads a <c>.prompty</c> file into the same model as a <c>.prompt.yml</c> file. Never throws.</summary>
internal static class PromptyParser
{
    private const string Metadata = "metadata";
    private const string Template = "template";

    // Tests, credits and tools of editors: they never reach the model.
    private static readonly string[] s_ignored = ["$schema", "authors", "tags", "sample", Metadata, "kind", "displayName"];

    private static readonly string[] s_known =
    [
        "name", "version", "description", PromptyModelSection.Key, InputsSection.Key, Template, "tier", "budget", "namespace", "deprecated", .. s_ignored,
    ];

    // Left out when empty.
    private static readonly Dictionary<string, string> s_notMapped = new(StringComparer.Ordinal)
    {
        ["outputs"] = "The form of an answer is not read from a .prompty file. Remove it, or use a .prompt.yml file with 'output:'.",
        ["outputSchema"] = "The form of an answer is not read from a .prompty file. Remove it, or use a .prompt.yml file with 'output:'.",
        ["tools"] = "A prompt file declares no tools. Remove them, and give the client its functions in code.",
        ["base"] = "A prompt is one file. Write here what the other file says.",
        ["instructions"] = "Write the messages below the front matter.",
        ["messages"] = "Write the messages below the front matter, each behind a line 'system:', 'user:' or 'assistant:'.",
    };

    public static PromptParseResult Parse(SourceText source)
    {
        var text = source.ToString();
        var problems = new ProblemList(source);
        if (PromptyFile.Split(text, problems) is not { } file) return new PromptParseResult(null, problems.ToSorted());

        var root = YamlReader.Read(file.FrontMatter, problems);
        if (root is YamlMapping mapping) return ReadPrompt(file, mapping, problems);
        if (problems.IsEmpty)
            problems.Add(RuleIds.PromptSyntax, root?.Span ?? default, "The front matter is a mapping. Write 'name:' and 'version:'.");
        return new PromptParseResult(null, problems.ToSorted());
    }

    private static PromptParseResult ReadPrompt(PromptyFile file, YamlMapping root, ProblemList problems)
    {
        ReportKeys(root, problems);
        var section = new Section(root, problems, RuleIds.PromptBadValue);
        var top = root.Entries.Count > 0 ? root.Entries[0].Key.Span : root.Span;

        // The second generation of the format moved the version.
        var versioned = root.Find("version") is null && root.Find(Metadata)?.Value is YamlMapping metadata && metadata.Find("version") is not null ? metadata : root;
        var name = PromptParser.ReadName(root, top, problems);
        var version = PromptParser.ReadVersion(versioned, top, problems);
        var description = section.Text("description", "Say what the prompt does.");
        var model = PromptyModelSection.Read(root, problems);
        var tier = PromptParser.ReadTier(section);
        var budget = PromptParser.ReadBudget(root, problems);
        var targetNamespace = PromptParser.ReadNamespace(section);
        var deprecated = section.Text("deprecated", "Say why, and what to use instead.");

        var inputs = PromptyInputs.Read(root, version, problems);
        var scope = new TemplateScope(inputs);
        var messages = ReadBody(file, root, scope, problems);
        if (messages is not null) ReportUnused(root, inputs, scope, problems);

        var sorted = problems.ToSorted();
        if (name is null || version is null) return new PromptParseResult(null, sorted);

        var isBroken = sorted.Count > 0;
        var prompt = new PromptModel(
            name, PromptNames.Family(name)!, version, isBroken, description, model.Id, model.Parameters, tier, budget,
            inputs.Values.OfType<PromptInput>().ToEquatableArray(), isBroken ? default : messages!.Value, targetNamespace, deprecated, "");
        return new PromptParseResult(prompt with { ContentHash = PromptContentHash.Of(prompt) }, sorted)
        {
            NameSpan = root.Find("name")!.ValueSpan,
            VersionSpan = versioned.Find("version")!.ValueSpan,
            ModelSpan = model.IdSpan,
        };
    }

    private static void ReportKeys(YamlMapping root, ProblemList problems)
    {
        var unknown = new List<YamlEntry>();
        foreach (var entry in root.Entries)
        {
            if (entry.Name == "inputSchema" && root.Find(InputsSection.Key) is null) continue;
            if (!s_notMapped.TryGetValue(entry.Name, out var mend)) unknown.Add(entry);
            else if (entry.Value is not (YamlScalar { IsNull: true } or YamlSequence { Items.Count: 0 } or YamlMapping { Entries.Count: 0 }))
                problems.Add(RuleIds.PromptNotMapped, entry.Key.Span, mend);
        }

        new Section(new YamlMapping(root.Span, unknown), problems, RuleIds.PromptBadValue).ReportUnknownKeys("a .prompty file", s_known);
    }

    /// <returns>Null when what the messages use is not known.</returns>
    private static EquatableArray<PromptMessage>? ReadBody(PromptyFile file, YamlMapping root, TemplateScope scope, ProblemList problems)
    {
        var language = ReadLanguage(root, problems);
        if (language is null) return null;

        var isReadable = true;
        var map = ScalarMap.Of(file.BodySpan, file.Places);
        var template = new TemplateProblems((ruleId, start, end, message) =>
        {
            isReadable &= ruleId == RuleIds.PromptUnknownVariable;
            problems.Add(ruleId, map.Map(start, end), message);
        });
        var messages = language == "jinja2" ? JinjaTemplate.Read(file.Body, scope, template) : MustacheTemplate.Read(file.Body, scope, template);
        if (messages.Count > 0 || !isReadable) return isReadable ? messages : null;

        problems.Add(RuleIds.PromptWithoutMessages, root.Entries.Count > 0 ? root.Entries[0].Key.Span : root.Span, "The prompt has no messages. Write 'user:' below the front matter and, below it, the message.");
        return null;
    }

    // template: jinja2, { type: jinja2, parser: prompty } or { format: { kind: jinja2 }, parser: { kind: prompty } }
    private static string? ReadLanguage(YamlMapping root, ProblemList problems)
    {
        if (root.Find(Template) is not { } entry) return "jinja2";
        var format = entry.Value is YamlMapping form ? Kind(form.Find("format")) ?? Kind(form.Find("type")) : entry.Value as YamlScalar;
        if (entry.Value is YamlMapping mapping)
        {
            new Section(mapping, problems, RuleIds.PromptBadValue).ReportUnknownKeys(Template, ["format", "type", "parser", "strict", "options"]);
            if (Kind(mapping.Find("parser")) is { Value: not "prompty" } parser)
                problems.Add(RuleIds.PromptNotMapped, parser.Span, "The messages are read as Prompty does. Write 'prompty', or remove 'parser'.");
        }

        if (format is null && entry.Value is YamlMapping) return "jinja2";
        if (format?.Value is "jinja2" or "mustache") return format.Value;
        problems.Add(RuleIds.PromptNotMapped, format is null || format.Span.IsEmpty ? entry.ValueSpan : format.Span, "This template language is not supported. Write jinja2 or mustache.");
        return null;
    }

    private static YamlScalar? Kind(YamlEntry? entry) =>
        entry?.Value is YamlMapping mapping ? (mapping.Find("kind") ?? mapping.Find("type"))?.Value as YamlScalar : entry?.Value as YamlScalar;

    private static void ReportUnused(YamlMapping root, Dictionary<string, PromptInput?> inputs, TemplateScope scope, ProblemList problems)
    {
        foreach (var input in inputs)
        {
            if (input.Value is null || scope.IsUsed(input.Key)) continue;
            problems.Add(RuleIds.PromptUnusedInput, PlaceOf(root, input.Key), $"No message uses the input '{input.Key}'. Write {{{{{input.Key}}}}} in one, or remove the input.");
        }
    }

    private static TextSpan PlaceOf(YamlMapping root, string input)
    {
        var entry = root.Find(InputsSection.Key) ?? root.Find("inputSchema");
        var value = entry?.Value is YamlMapping schema && entry.Name != InputsSection.Key ? schema.Find("properties")?.Value ?? schema : entry?.Value;
        return value switch
        {
            YamlMapping mapping => mapping.Find(input)?.Key.Span ?? mapping.Span,
            YamlSequence list => list.Items.OfType<YamlMapping>().Select(static item => item.Find("name")?.Value).FirstOrDefault(name => (name as YamlScalar)?.Value == input)?.Span ?? list.Span,
            _ => entry?.ValueSpan ?? root.Span,
        };
    }
}
