using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>
/// Reads a JSON schema into the fields that an equivalent <c>output:</c> would have. Anything that these cannot express is a mistake,
/// because it would be lost.
/// </summary>
internal sealed class JsonSchemaReader
{
    private const string Type = "type";
    private const string Null = "null";
    private const string Description = "description";
    private const string Properties = "properties";
    private const string Required = "required";

    private static readonly string[] s_wrapper = ["name", "strict", Description, "schema"];

    // Keys that only describe the schema itself: tools write them, and models do not need them.
    private static readonly string[] s_ignored = ["$schema", "$id", "title"];
    private static readonly string[] s_object = [Type, Properties, Required, "additionalProperties", Description];
    private static readonly string[] s_types = ["string", "integer", "number", "boolean", "array", "object"];

    private readonly ProblemList _problems;

    private JsonSchemaReader(ProblemList problems) => _problems = problems;

    /// <summary>Reads the schema from a JSON text, as in GitHub Models, or from plain YAML.</summary>
    public static PromptOutput? Read(YamlEntry entry, ProblemList problems)
    {
        if (entry.Value is YamlScalar { IsNull: false } text)
            return EmbeddedJson.Read(text, problems, static (root, inside) => new JsonSchemaReader(inside).ReadRoot(root));
        if (entry.Value is YamlMapping mapping)
            return new JsonSchemaReader(problems).ReadRoot(mapping);

        problems.Add(RuleIds.PromptOutput, entry.ValueSpan, "'jsonSchema' must be a JSON schema, as a text in quotes or after '|'.");
        return null;
    }

    private PromptOutput? ReadRoot(YamlNode root)
    {
        if (root is not YamlMapping mapping)
        {
            Report(root.Span, "A JSON schema is an object: { \"type\": \"object\", \"properties\": { … } }.");
            return null;
        }

        if (mapping.Find("schema") is not { } schema)
            return ReadRecord(mapping);

        foreach (var entry in mapping.Entries)
            if (!s_wrapper.Contains(entry.Name))
                Report(entry.Key.Span, $"'{entry.Name}' is not a known key." + Suggestions.DidYouMean(entry.Name, s_wrapper));
        var section = new Section(mapping, _problems, RuleIds.PromptOutput);
        var name = section.Text("name", "Name the schema with letters, digits, '_' and '-'.");
        if (name is not null && !IsSchemaName(name))
            section.Report(mapping.Find("name")!, "A schema's name has letters, digits, '_' and '-', at most 64 of them.");
        var isStrict = section.Bool("strict");
        var description = section.Text(Description, "Describe the response.");

        if (schema.Value is not YamlMapping inner)
        {
            Report(schema.ValueSpan, "'schema' must be an object: { \"type\": \"object\", \"properties\": { … } }.");
            return null;
        }

        return ReadRecord(inner) is { } output
            ? output with
            {
                SchemaName = name,
                IsStrict = isStrict,
                Description = output.Description ?? description,
            }
            : null;
    }

    public static bool IsSchemaName(string name) =>
        name.Length is > 0 and <= 64
        && name.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-');

    private PromptOutput? ReadRecord(YamlMapping root)
    {
        if ((root.Find(Type)?.Value as YamlScalar)?.Value is not "object")
        {
            var at = root.Find(Type)?.ValueSpan ?? (root.Entries.Count > 0 ? root.Entries[0].Key.Span : root.Span);
            Report(at, "The schema of a response must have 'type': 'object'. Put any other type into a property of it.");
            return null;
        }

        var description = new Section(root, _problems, RuleIds.PromptOutput).Text(Description, "Describe the response.");
        var fields = ReadFields(root, OutputSection.IsTaken, depth: 0);
        return fields is null ? null
            : OutputSection.OfFields(fields) is { } output ? output with { Description = description }
            : null;
    }

    private Dictionary<string, PromptInput?>? ReadFields(YamlMapping schema, Func<string, bool> isTaken, int depth)
    {
        ReportUnknown(schema, s_object);
        if (schema.Find("additionalProperties") is { } additional && additional.Value is not YamlScalar { IsPlain: true, Value: "false" })
            Report(additional.ValueSpan, "A record has no additional properties. Write false, or remove 'additionalProperties'.");
        if (schema.Find(Properties)?.Value is not YamlMapping { Entries.Count: > 0 } properties)
        {
            Report(schema.Find(Properties)?.ValueSpan ?? schema.Find(Type)!.Key.Span, "An object needs 'properties', with at least one.");
            return null;
        }

        var required = ReadRequired(schema, properties);
        return new FieldsReader(
            FieldKind.Output,
            isTaken,
            _problems,
            depth,
            (entry, property) => ReadField(entry, property, required.Contains(entry.Name), depth)
        ).Read(properties);
    }

    private HashSet<string> ReadRequired(YamlMapping schema, YamlMapping properties)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (schema.Find(Required) is not { } entry)
            return names;
        if (entry.Value is not YamlSequence sequence)
        {
            Report(entry.ValueSpan, "'required' must be a list of property names.");
            return names;
        }

        foreach (var item in sequence.Items)
        {
            var name = (item as YamlScalar)?.Value ?? "";
            names.Add(name);
            if (properties.Find(name) is null)
                Report(
                    item.Span,
                    $"'{name}' is not one of the properties."
                        + Suggestions.DidYouMean(name, properties.Entries.Select(static property => property.Name))
                );
        }

        return names;
    }

    private PromptInput? ReadField(YamlEntry entry, string property, bool isRequired, int depth)
    {
        if (entry.Value is not YamlMapping schema)
        {
            Report(entry.ValueSpan, "A property needs its own schema, as in { \"type\": \"string\" }.");
            return null;
        }

        var description = new Section(schema, _problems, RuleIds.PromptOutput).Text(Description, "Describe the property.");
        var isNullable = false;
        if (schema.Find("anyOf") is { } union)
        {
            ReportUnknown(schema, ["anyOf", Description]);
            if (WithoutNull(union) is not { } only)
                return null;
            isNullable = true;
            schema = only;
            description ??= new Section(schema, _problems, RuleIds.PromptOutput).Text(Description, "Describe the property.");
        }

        var type = ReadType(entry, schema, property, depth, isItem: false, ref isNullable);
        return type is null ? null : new PromptInput(entry.Name, property, type, isNullable || !isRequired, null, description);
    }

    private YamlMapping? WithoutNull(YamlEntry union)
    {
        var parts = (union.Value as YamlSequence)?.Items.OfType<YamlMapping>().ToArray() ?? [];
        var others = parts
            .Where(static part => !(part.Entries.Count == 1 && part.Find(Type)?.Value is YamlScalar { Value: Null }))
            .ToArray();
        if (parts.Length == 2 && others.Length == 1)
            return others[0];
        Report(
            union.Key.Span,
            "'anyOf' can only add null to one other schema, as in [{ \"type\": \"string\" }, { \"type\": \"null\" }]. C# has "
                + "no other unions."
        );
        return null;
    }

    private InputType? ReadType(YamlEntry owner, YamlMapping schema, string property, int depth, bool isItem, ref bool isNullable)
    {
        if (schema.Find("enum") is { } options)
            return ReadEnum(schema, options, property, ref isNullable);
        if (schema.Find("const") is { } constant)
        {
            ReportUnknown(schema, [Type, "const", Description]);
            if (ReadTypeWord(owner, schema, "string", ref isNullable) is null)
                return null;
            return EnumReader.Read([constant.Value], constant.Key.Span, property, FieldKind.Output, _problems);
        }

        switch (ReadTypeWord(owner, schema, null, ref isNullable))
        {
            case "string":
                ReportUnknown(schema, [Type, "format", Description]);
                if (schema.Find("format") is not { } format)
                    return new InputType(InputKind.String, IsList: false, null);
                if (format.Value is YamlScalar { Value: "date" })
                    return new InputType(InputKind.Date, IsList: false, null);
                Report(
                    format.ValueSpan,
                    "Of the formats only 'date' becomes a C# type. Remove 'format', and describe it in 'description'."
                );
                return null;
            case "integer":
                return Plain(schema, InputKind.Int);
            case "number":
                return Plain(schema, InputKind.Number);
            case "boolean":
                return Plain(schema, InputKind.Bool);
            case "object":
                return ReadNested(owner, schema, isItem ? PromptNames.ListItem(property) : PromptNames.Record(property), depth);
            case "array" when isItem:
                Report(schema.Find(Type)!.ValueSpan, "A list of lists is not supported. Put the inner one into an object.");
                return null;
            case "array":
                return ReadList(schema, property, depth);
            default:
                return null;
        }
    }

    private InputType Plain(YamlMapping schema, InputKind kind)
    {
        ReportUnknown(schema, [Type, Description]);
        return new InputType(kind, IsList: false, null);
    }

    private InputType? ReadEnum(YamlMapping schema, YamlEntry options, string property, ref bool isNullable)
    {
        ReportUnknown(schema, [Type, "enum", Description]);
        if (ReadTypeWord(options, schema, "string", ref isNullable) is null)
            return null;
        if (options.Value is not YamlSequence { Items.Count: > 0 } sequence)
        {
            Report(options.ValueSpan, "'enum' must be a list of words, as in [\"low\", \"high\"].");
            return null;
        }

        var words = sequence.Items.Where(static item => item is not YamlScalar { IsNull: true }).ToArray();
        isNullable |= words.Length < sequence.Items.Count;
        if (words.FirstOrDefault(static word => word is YamlScalar { IsPlain: true }) is { } plain)
        {
            Report(plain.Span, "An option of an enum is a text. Put it in quotes.");
            return null;
        }

        if (words.Length > 0)
            return EnumReader.Read(words, options.Key.Span, property, FieldKind.Output, _problems);
        Report(options.ValueSpan, "'enum' has no option but null. Add one.");
        return null;
    }

    private InputType? ReadList(YamlMapping schema, string property, int depth)
    {
        ReportUnknown(schema, [Type, "items", Description]);
        if (schema.Find("items") is not { Value: YamlMapping items })
        {
            Report(
                schema.Find("items")?.ValueSpan ?? schema.Find(Type)!.Key.Span,
                "An array needs 'items', as in { \"type\": \"string\" }."
            );
            return null;
        }

        var isNullable = false;
        var item = ReadType(schema.Find("items")!, items, property, depth, isItem: true, ref isNullable);
        if (isNullable)
            Report(items.Find(Type)?.ValueSpan ?? items.Span, "The items of a list cannot be null. Remove null here.");
        return item is null ? null : item with { IsList = true };
    }

    private InputType? ReadNested(YamlEntry owner, YamlMapping schema, string typeName, int depth)
    {
        if (depth == FieldTypeReader.MaxDepth)
        {
            Report(owner.Key.Span, "Records are nested too deeply here. Remove levels.");
            return null;
        }

        var fields = ReadFields(schema, name => PromptNames.IsTakenInRecord(name, typeName), depth + 1);
        return fields is null || fields.Values.Any(static field => field is null)
            ? null
            : new InputType(
                InputKind.Record,
                IsList: false,
                null,
                new RecordType(typeName, fields.Values.Select(static field => field!).ToEquatableArray())
            );
    }

    /// <param name="only">The only allowed word, which is also the default.</param>
    private string? ReadTypeWord(YamlEntry owner, YamlMapping schema, string? only, ref bool isNullable)
    {
        if (schema.Find(Type) is not { } entry)
        {
            if (only is null && ReportUnknown(schema, s_object))
                Report(owner.Key.Span, $"'{owner.Name}' has no type. Add \"type\".");
            return only;
        }

        var words = entry.Value is YamlSequence list
            ? list.Items.Select(static item => item as YamlScalar).ToArray()
            : [entry.Value as YamlScalar];
        var others = words.Where(static word => word?.Value != Null).ToArray();
        isNullable |= others.Length < words.Length;
        var word = others.Length == 1 ? others[0] : null;
        if (word is not null && s_types.Contains(word.Value) && (only is null || word.Value == only))
            return word.Value;

        if (only is not null)
            Report(word?.Span ?? entry.ValueSpan, "Only texts can be an enum. Write \"type\": \"string\", and put the options in quotes.");
        else if (word is null)
            Report(entry.ValueSpan, "A property has one type, to which null can be added, as in [\"string\", \"null\"].");
        else
            Report(
                word.Span,
                $"'{word.Value}' is not a type of JSON schema."
                    + (
                        Suggestions.Nearest(word.Value, s_types) is { } nearest
                            ? $" Did you mean '{nearest}'?"
                            : $" Known types are {string.Join(", ", s_types)}."
                    )
            );
        return null;
    }

    /// <returns>True when all keywords are known.</returns>
    private bool ReportUnknown(YamlMapping schema, string[] known)
    {
        var isKnown = true;
        foreach (var entry in schema.Entries)
        {
            if (known.Contains(entry.Name) || s_ignored.Contains(entry.Name))
                continue;
            isKnown = false;
            var fix = entry.Name switch
            {
                "$ref" or "$defs" or "definitions" => "Write the schema out where it is used.",
                "oneOf" or "allOf" or "not" => "C# has no such type. Write one schema, and make properties nullable.",
                _ => Suggestions.Nearest(entry.Name, known) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : "Remove it; describe it in 'description', and check the value in C#.",
            };
            Report(entry.Key.Span, $"'{entry.Name}' has no counterpart in an output. {fix}");
        }

        return isKnown;
    }

    private void Report(TextSpan span, string message) => _problems.Add(RuleIds.PromptOutput, span, message);
}
