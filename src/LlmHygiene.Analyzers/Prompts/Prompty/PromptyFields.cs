using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>
/// Converts <c>inputs:</c> and <c>outputs:</c>, in every form that Prompty has had, to the form of <c>.prompt.yml</c>, whose reader does
/// the rest. Parts that already have that form are kept, with their positions in the file.
/// </summary>
internal sealed class PromptyFields
{
    // Deeper than the reader allows.
    private const int MaxDepth = 12;
    private const string Default = "default";
    private const string Optional = "optional";
    private const string Kinds = "Write string, integer, float, boolean, date or image.";

    // Examples, and keys that never reach the model.
    private static readonly string[] s_ignored =
    [
        "name",
        "kind",
        "sample",
        "example",
        "required",
        "is_required",
        "strict",
        "enumValues",
        "items",
        "properties",
    ];
    private static readonly string[] s_forms = ["type", "enum", "list", "fields"];

    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        ["string"] = "string",
        ["integer"] = "int",
        ["int"] = "int",
        ["float"] = "number",
        ["number"] = "number",
        ["boolean"] = "bool",
        ["bool"] = "bool",
        ["date"] = "date",
        ["image"] = "image",
    };

    private readonly ProblemList _problems;
    private bool _isGood = true;

    private PromptyFields(ProblemList problems) => _problems = problems;

    /// <summary>Finds the fields under one of the keys that Prompty has used for them.</summary>
    /// <param name="schema">The key of the form that has the fields in <c>properties</c>.</param>
    public static YamlEntry? Find(YamlMapping root, string key, string schema) => root.Find(key) ?? root.Find(schema);

    /// <returns>
    /// The fields in the form of <c>.prompt.yml</c>, and the names of those that cannot be used, which has been reported.
    /// </returns>
    public static (YamlMapping Fields, IReadOnlyList<string> Unreadable) Read(YamlEntry entry, ProblemList problems)
    {
        var value =
            entry.Name.EndsWith("Schema", StringComparison.Ordinal) && entry.Value is YamlMapping schema
                ? schema.Find("properties")?.Value ?? schema
                : entry.Value;
        var good = new List<YamlEntry>();
        var bad = new List<string>();
        foreach (var field in Entries(value, entry, problems))
        {
            var reader = new PromptyFields(problems);
            var translated = reader.Translate(field, depth: 0);
            if (reader._isGood)
                good.Add(new YamlEntry(field.Key, translated));
            else
                bad.Add(field.Name);
        }

        return (new YamlMapping(value.Span, good), bad);
    }

    // A mapping of names, or a list of mappings that each have a name.
    private static IEnumerable<YamlEntry> Entries(YamlNode? value, YamlEntry? entry, ProblemList problems)
    {
        switch (value)
        {
            case null or YamlScalar { IsNull: true }:
                return [];
            case YamlMapping mapping:
                return mapping.Entries;
            case YamlSequence sequence:
                var named = new List<YamlEntry>();
                foreach (var item in sequence.Items)
                {
                    if ((item as YamlMapping)?.Find("name")?.Value is not YamlScalar { IsNull: false } name)
                        problems.Add(
                            RuleIds.PromptInputType,
                            item.Span,
                            "An item of this list is a mapping with a name. Write '- name: question' and, below it, 'kind: string'."
                        );
                    else if (named.Exists(other => other.Name == name.Value))
                        problems.Add(RuleIds.PromptNameCollision, name.Span, $"'{name.Value}' is declared twice. Remove one.");
                    else
                        named.Add(new YamlEntry(name, item));
                }

                return named;
            default:
                problems.Add(
                    RuleIds.PromptInputType,
                    entry!.ValueSpan,
                    $"'{entry.Name}' must be a mapping. For example, below it: 'question: string'."
                );
                return [];
        }
    }

    private YamlNode Translate(YamlEntry input, int depth)
    {
        switch (input.Value)
        {
            case YamlScalar scalar:
                return Word(scalar.Span, KindOf(scalar));
            case YamlMapping mapping when depth < MaxDepth && !mapping.IsTemplate:
                return TranslateMapping(input, mapping, depth);
            default:
                return Fail(
                    input.ValueSpan,
                    "This example does not show the type of the list's items. Write '{ list: string }', or another kind for its items."
                );
        }
    }

    private YamlNode TranslateMapping(YamlEntry input, YamlMapping mapping, int depth)
    {
        var entries = mapping.Entries.Where(entry => !s_ignored.Contains(entry.Name) && entry.Name != "type").ToList();
        if (!entries.Exists(static entry => s_forms.Contains(entry.Name)) && ReadType(input, mapping, depth) is { } type)
            entries.Insert(0, type);
        // Prompty takes any of these keys together: a default fills in what is missing, and one that is null is none.
        var given = mapping.Find(Default);
        var isFilled = given is { Value: not YamlScalar { IsNull: true } };
        entries.RemoveAll(entry => isFilled ? entry.Name == Optional : entry.Name == Default);
        if ((mapping.Find("required") ?? mapping.Find("is_required")) is { } required)
        {
            if (required.Value is not YamlScalar { Value: "true" or "false" } value)
                return Fail(required.ValueSpan, $"'{required.Name}' must be true or false.");
            if (value.Value == "false" && !isFilled && mapping.Find(Optional) is null)
                entries.Add(new YamlEntry(Key(required.Key.Span, Optional), Word(value.Span, "true")));
        }
        else if (given is not null && !isFilled && mapping.Find(Optional) is null)
        {
            entries.Add(new YamlEntry(Key(given.Key.Span, Optional), Word(given.ValueSpan, "true")));
        }

        return new YamlMapping(mapping.Span, entries);
    }

    private YamlEntry? ReadType(YamlEntry input, YamlMapping mapping, int depth)
    {
        var kind = mapping.Find("kind") ?? mapping.Find("type");
        var span = kind?.ValueSpan ?? input.Key.Span;
        var word = (kind?.Value as YamlScalar)?.Value;
        if (kind is { Value: not YamlScalar })
            return FailEntry(span, $"'{kind.Name}' must be one word. {Kinds}");
        if (mapping.Find("enumValues") is { } options)
            return new YamlEntry(Key(options.Key.Span, "enum"), options.Value);

        // Prompt flow writes `List` and `Dict`.
        switch (word?.ToLowerInvariant())
        {
            case "array" or "list":
                if (mapping.Find("items") is not { } items)
                    return FailEntry(
                        span,
                        "The type of the list's items is not known. Add 'items: { kind: string }', or write '{ list: string }'."
                    );
                return TranslateItems(items, depth);
            case "object" or "record" or "dict" or "dictionary":
                if (mapping.Find("properties") is not { } properties)
                    return FailEntry(
                        span,
                        "The fields of the record are not known. Add 'properties:' with the name and kind of each field."
                    );
                return Fields(properties, depth);
            case "thread" or "file" or "audio":
                return FailEntry(
                    span,
                    word == "thread"
                        ? "An input cannot be a thread. Put the turns of a conversation between the messages of ToMessages() in code."
                        : $"An input cannot be a {word}. Pass its text as a string, or an image."
                );
            case null when mapping.Find("default")?.Value is YamlScalar { IsNull: false } value:
                return new YamlEntry(Key(input.Key.Span, "type"), Word(value.Span, KindOf(value)));
            case null when (mapping.Find("example") ?? mapping.Find("sample"))?.Value is YamlScalar { IsNull: false } example:
                return new YamlEntry(Key(input.Key.Span, "type"), Word(example.Span, KindOf(example)));
            case null:
                return FailEntry(span, $"'{input.Name}' has no type. Add 'type: string', or another kind.");
            case var lower when s_kinds.TryGetValue(lower, out var known):
                return new YamlEntry(Key(span, "type"), Word(span, known));
            default:
                var nearest = Suggestions.Nearest(word!, s_kinds.Keys);
                _problems.Add(
                    RuleIds.PromptInputType,
                    span,
                    $"'{word}' is not an input type. {(nearest is null ? Kinds : $"Did you mean '{nearest}'?")}"
                );
                _isGood = false;
                return null;
        }
    }

    private YamlEntry? TranslateItems(YamlEntry items, int depth)
    {
        var inner =
            items.Value is YamlMapping mapping && depth < MaxDepth ? ReadType(items, mapping, depth + 1)
            : items.Value is YamlScalar scalar && s_kinds.TryGetValue(scalar.Value, out var known)
                ? new YamlEntry(Key(items.Key.Span, "type"), Word(scalar.Span, known))
            : null;
        if (inner is null)
            return _isGood ? FailEntry(items.ValueSpan, "'items' must be the type of the list's items, as in { kind: string }.") : null;
        return new YamlEntry(Key(items.Key.Span, "list"), inner.Name == "type" ? inner.Value : new YamlMapping(items.Value.Span, [inner]));
    }

    private YamlEntry Fields(YamlEntry properties, int depth)
    {
        var fields = Entries(properties.Value, properties, _problems)
            .Select(field => new YamlEntry(field.Key, Translate(field, depth + 1)))
            .ToArray();
        return new YamlEntry(Key(properties.Key.Span, "fields"), new YamlMapping(properties.ValueSpan, fields));
    }

    // A scalar is an example, unless it is the name of a kind.
    private static string KindOf(YamlScalar scalar)
    {
        if (s_kinds.TryGetValue(scalar.Value, out var kind))
            return kind;
        if (!scalar.IsPlain)
            return "string";
        if (ScalarValues.Bool(scalar.Value) is not null)
            return "bool";
        if (ScalarValues.Integer(scalar.Value) is >= int.MinValue and <= int.MaxValue)
            return "int";
        return ScalarValues.Number(scalar.Value) is null ? "string" : "number";
    }

    private YamlNode Fail(TextSpan span, string message)
    {
        _problems.Add(RuleIds.PromptNotMapped, span, message);
        _isGood = false;
        return Word(span, "string");
    }

    private YamlEntry? FailEntry(TextSpan span, string message)
    {
        Fail(span, message);
        return null;
    }

    private static YamlScalar Key(TextSpan span, string name) => new(span, name, ScalarStyle.Plain);

    private static YamlScalar Word(TextSpan span, string word) => new(span, word, ScalarStyle.Plain);
}
