using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>
/// Reads the type of a field, in its short form (<c>ticket: string</c>) or its long form (<c>tone: { enum: […], default: … }</c>,
/// <c>customer: { fields: { name: string } }</c>).
/// </summary>
internal sealed class FieldTypeReader
{
    private const string Type = "type";
    private const string Enum = "enum";
    private const string List = "list";
    private const string Fields = "fields";
    private const string Optional = "optional";
    private const string Default = "default";
    private const string Description = "description";
    private const string Trusted = "trusted";

    // Deeper than any data that a prompt can show well; limits files of noise.
    public const int MaxDepth = 8;

    private static readonly string[] s_forms = [Type, Enum, List, Fields];
    private static readonly string[] s_keys = [Type, Enum, List, Fields, Optional, Default, Description, Trusted];

    private static readonly Dictionary<string, InputKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["string"] = InputKind.String,
        ["int"] = InputKind.Int,
        ["number"] = InputKind.Number,
        ["bool"] = InputKind.Bool,
        ["date"] = InputKind.Date,
        ["image"] = InputKind.Image,
    };

    // Words of JSON Schema, C# and TypeScript that are too different for a spelling suggestion.
    private static readonly Dictionary<string, string> s_synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = "string",
        ["str"] = "string",
        ["integer"] = "int",
        ["long"] = "int",
        ["float"] = "number",
        ["double"] = "number",
        ["decimal"] = "number",
        ["boolean"] = "bool",
        ["datetime"] = "date",
        ["dateonly"] = "date",
    };

    public static IReadOnlyCollection<string> KnownKeys => s_keys;

    public static IReadOnlyCollection<string> Kinds => s_kinds.Keys;

    private readonly YamlEntry _input;
    private readonly string _property;
    private readonly FieldKind _kind;
    private readonly ProblemList _problems;
    private readonly int _depth;

    private FieldTypeReader(YamlEntry input, string property, FieldKind kind, ProblemList problems, int depth)
    {
        _input = input;
        _property = property;
        _kind = kind;
        _problems = problems;
        _depth = depth;
    }

    /// <param name="depth">How many records contain the field.</param>
    /// <returns>Null when the type cannot be used, which is then reported.</returns>
    public static PromptInput? Read(YamlEntry field, string property, FieldKind kind, ProblemList problems, int depth) =>
        new FieldTypeReader(field, property, kind, problems, depth).Read();

    /// <summary>True for a word that is a type by itself, as in <c>ticket: string</c>.</summary>
    public static bool IsKind(string word) => s_kinds.ContainsKey(word);

    private PromptInput? Read()
    {
        if (_input.Value is YamlScalar scalar)
            return ReadKind(scalar, _input.ValueSpan) is { } kind
                ? new PromptInput(_input.Name, _property, kind, IsOptional: false, null, null)
                : null;
        if (_input.Value is not YamlMapping mapping)
        {
            Report(_input.Value.Span, "A type is a word or a mapping. For a list write { list: string }, for a choice { enum: [a, b] }.");
            return null;
        }

        if (FindForm(mapping) is not { } form)
        {
            Report(_input.Key.Span, $"'{_input.Name}' has no type. Add 'type', 'enum', 'list' or 'fields'.");
            return null;
        }

        var section = new Section(mapping, _problems, _kind.TypeRule);
        section.ReportUnknownKeys(_kind.Where, s_keys);
        var description = section.Text(Description, _kind.DescriptionFix);
        var isOptional = section.Bool(Optional) ?? false;
        var type = form.Name switch
        {
            Enum => ReadEnum(form),
            List => ReadList(form),
            Fields => ReadRecord(form, PromptNames.Record(_property)),
            _ => form.Value is YamlScalar word ? ReadKind(word, form.ValueSpan) : NotAWord(form),
        };
        if (type is null)
            return null;
        if (section.Bool(Trusted) is { } isTrusted && mapping.Find(Trusted) is { } trust)
            type = WithTrust(type, isTrusted, trust);

        if (!_kind.CanHaveDefault && mapping.Find(Default) is { } unused)
        {
            Report(
                unused.Key.Span,
                $"An {_kind.Noun} has no default: the model always writes it. Remove 'default'; where the model may return "
                    + $"null, write {{ optional: true }}."
            );
            return new PromptInput(_input.Name, _property, type, isOptional, null, description);
        }

        var value = mapping.Find(Default) is { } entry ? new DefaultReader(_kind, _problems).Read(entry, type) : null;
        if (isOptional && mapping.Find(Default) is { } both)
        {
            Report(both.Key.Span, $"An {_kind.Noun} with a default is never missing. Remove 'optional' or 'default'.");
            isOptional = false;
        }

        return new PromptInput(_input.Name, _property, type, isOptional, value, description);
    }

    private YamlEntry? FindForm(YamlMapping mapping)
    {
        YamlEntry? first = null;
        foreach (var name in s_forms)
        {
            if (mapping.Find(name) is not { } form)
                continue;
            if (first is not null)
                Report(form.Key.Span, $"'{name}' and '{first.Name}' cannot both specify the type. Remove one of them.");
            first ??= form;
        }

        return first;
    }

    private InputType WithTrust(InputType type, bool isTrusted, YamlEntry trust)
    {
        if (!_kind.CanBeTrusted)
            Report(trust.Key.Span, $"The model writes an {_kind.Noun}, so it cannot be trusted. Remove 'trusted'.");
        else if (type.Kind != InputKind.String)
            Report(
                trust.Key.Span,
                type.Kind == InputKind.Record
                    ? "A record is not trusted as a whole. Write 'trusted' at those of its fields that are strings."
                    : "Only a string can contain instructions. Remove 'trusted'."
            );
        else
            return type with { IsTrusted = isTrusted };
        return type;
    }

    private InputType? NotAWord(YamlEntry form)
    {
        Report(form.ValueSpan, "'type' must be one word. For a record write { fields: { name: string } }.");
        return null;
    }

    private InputType? ReadKind(YamlScalar word, TextSpan span)
    {
        if (s_kinds.TryGetValue(word.Value, out var kind) && (kind != InputKind.Image || _kind.HasImages))
            return new InputType(kind, IsList: false, null);

        var name = word.Value;
        var bare = name.TrimEnd('?', '[', ']');
        var fix = name.ToLowerInvariant() switch
        {
            "" => "Write string, int, number, bool or date.",
            "enum" => "Write { enum: [a, b] }.",
            "list" or "array" => "Write { list: string }.",
            "object" or "record" or "dict" or "dictionary" => "Write { fields: { name: string } }.",
            _ when s_kinds.ContainsKey(bare) && name.EndsWith("?", StringComparison.Ordinal) =>
                $"Write {{ type: {bare}, optional: true }}.",
            _ when s_kinds.ContainsKey(bare) => $"Write {{ list: {bare} }}.",
            _ when s_synonyms.TryGetValue(name, out var known) => $"Did you mean '{known}'?",
            _ => Suggestions.Nearest(name, s_kinds.Keys) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : "Write string, int, number, bool or date.",
        };
        Report(span, name.Length == 0 ? $"'{_input.Name}' has no type. {fix}" : $"'{name}' is not an {_kind.Noun} type. {fix}");
        return null;
    }

    private InputType? ReadList(YamlEntry form)
    {
        InputType? item = null;
        if (form.Value is YamlScalar word)
            item = ReadKind(word, form.ValueSpan);
        else if (form.Value is YamlMapping { Entries: [{ Name: Enum } options] })
            item = ReadEnum(options);
        else if (form.Value is YamlMapping { Entries: [{ Name: Fields } fields] })
            item = ReadRecord(fields, PromptNames.ListItem(_property));
        else
            Report(
                form.ValueSpan,
                "A list can contain string, int, number, bool, date, image, { enum: [a, b] } or { fields: { name: string } }. For a "
                    + "list of lists, put the inner one into a record."
            );
        return item is null ? null : item with { IsList = true };
    }

    private InputType? ReadRecord(YamlEntry form, string typeName)
    {
        if (form.Value is not YamlMapping { Entries.Count: > 0 } mapping)
        {
            Report(form.ValueSpan, "'fields' must be a mapping of names and types, as in { name: string }.");
            return null;
        }

        if (_depth == MaxDepth)
        {
            Report(form.Key.Span, "Records are nested too deeply here. Remove levels.");
            return null;
        }

        var fields = new FieldsReader(_kind, name => PromptNames.IsTakenInRecord(name, typeName), _problems, _depth + 1).Read(mapping);
        var record = new RecordType(typeName, fields.Values.OfType<PromptInput>().ToEquatableArray())
        {
            Unreadable = fields.Where(static field => field.Value is null).Select(static field => field.Key).ToEquatableArray(),
        };
        return new InputType(InputKind.Record, IsList: false, null, record);
    }

    private InputType? ReadEnum(YamlEntry form)
    {
        if (form.Value is not YamlSequence { Items.Count: > 0 } sequence)
        {
            Report(form.ValueSpan, "'enum' must be a list of words, as in [formal, friendly].");
            return null;
        }

        return EnumReader.Read(sequence.Items, form.Key.Span, _property, _kind, _problems);
    }

    private void Report(TextSpan span, string message) => _problems.Add(_kind.TypeRule, span, message);
}
