using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>
/// <c>output:</c> with fields or with the name of a C# type, and the equivalent <c>responseFormat:</c> and <c>jsonSchema:</c> of GitHub
/// Models.
/// </summary>
internal static class OutputSection
{
    public const string Key = "output";
    public const string ContextKey = "jsonContext";

    private const string Format = "responseFormat";
    private const string Schema = "jsonSchema";
    private const string JsonSchemaFormat = "json_schema";
    private const string Example = "For example, below it: 'title: string'.";

    private static readonly string[] s_formats = ["text", "json_object", JsonSchemaFormat];

    public static IEnumerable<string> Keys { get; } = [Key, ContextKey, Format, Schema];

    public static IReadOnlyCollection<string> Formats => s_formats;

    public static PromptOutput? Read(YamlMapping root, ProblemList problems)
    {
        var output = root.Find(Key) is { } own ? ReadOwn(own, problems) : null;
        var context = ReadContext(root, problems);
        var github = ReadGitHub(root, problems);
        if (root.Find(Key) is null)
            return github;

        foreach (var other in new[] { root.Find(Format), root.Find(Schema) })
            if (other is not null)
                problems.Add(
                    RuleIds.PromptOutput,
                    other.Key.Span,
                    $"'{other.Name}' and '{Key}' both describe the response. Keep one of them."
                );
        return output is null || context is null ? output : output with { JsonContext = context };
    }

    private static PromptOutput? ReadOwn(YamlEntry entry, ProblemList problems)
    {
        switch (entry.Value)
        {
            case YamlMapping { Entries.Count: > 0 } mapping:
                return OfFields(new FieldsReader(FieldKind.Output, IsTaken, problems, depth: 0).Read(mapping));
            case YamlScalar { IsNull: false } type when !FieldTypeReader.IsKind(type.Value):
                return ReadTypeName(entry, problems) is { } name ? new PromptOutput(PromptOutputKind.Type, TypeName: name) : null;
            case YamlScalar { IsNull: false } word:
                problems.Add(
                    RuleIds.PromptOutput,
                    word.Span,
                    $"An output has fields. Give it a name, as in {{ answer: {word.Value} }}; for a text response, remove 'output'."
                );
                return null;
            default:
                problems.Add(
                    RuleIds.PromptOutput,
                    entry.ValueSpan,
                    $"'output' must be a mapping of fields or the full name of a C# type. {Example}"
                );
                return null;
        }
    }

    /// <summary>Creates the record from the readable fields, even if others are wrong.</summary>
    public static PromptOutput? OfFields(Dictionary<string, PromptInput?> fields)
    {
        var usable = fields.Values.OfType<PromptInput>().ToEquatableArray();
        return usable.Count == 0 ? null : new PromptOutput(PromptOutputKind.Record, usable);
    }

    public static bool IsTaken(string name) => PromptNames.IsTakenInRecord(name, PromptOutput.RecordName);

    private static string? ReadTypeName(YamlEntry entry, ProblemList problems)
    {
        var name = (entry.Value as YamlScalar)?.Value ?? "";
        const string Global = "global::";
        if (name.StartsWith(Global, StringComparison.Ordinal))
            name = name.Substring(Global.Length);
        if (PromptNamespaces.IsValid(name.Replace('+', '.')))
            return name;

        problems.Add(
            RuleIds.PromptOutput,
            entry.ValueSpan,
            name.IndexOfAny(['<', '[', '?']) >= 0
                ? "An output is a type with properties, not a list or a generic type. Wrap it in a record, and name the record."
                : "This is not the full name of a C# type. Write it with its namespace, as in 'Shop.Tickets.Triage'."
        );
        return null;
    }

    private static string? ReadContext(YamlMapping root, ProblemList problems)
    {
        if (root.Find(ContextKey) is not { } entry)
            return null;
        if (root.Find(Key)?.Value is YamlScalar)
            return ReadTypeName(entry, problems);

        problems.Add(
            RuleIds.PromptOutput,
            entry.Key.Span,
            $"'{ContextKey}' belongs to an 'output' that is the name of a C# type. Remove it: the generated code needs none."
        );
        return null;
    }

    private static PromptOutput? ReadGitHub(YamlMapping root, ProblemList problems)
    {
        var schema = root.Find(Schema);
        if (root.Find(Format) is not { } format)
        {
            if (schema is null)
                return null;
            if (root.Find(Key) is null)
                problems.Add(RuleIds.PromptOutput, schema.Key.Span, $"A '{Schema}' needs '{Format}: {JsonSchemaFormat}' as well. Add it.");
            return JsonSchemaReader.Read(schema, problems);
        }

        var word = (format.Value as YamlScalar)?.Value;
        if (word == JsonSchemaFormat)
        {
            if (schema is not null)
                return JsonSchemaReader.Read(schema, problems);
            problems.Add(
                RuleIds.PromptOutput,
                format.ValueSpan,
                $"'{Format}: {JsonSchemaFormat}' needs a '{Schema}'. Add it, or write 'output:' with fields instead of both."
            );
            return null;
        }

        if (word is null || !s_formats.Contains(word))
        {
            var fix = Suggestions.Nearest(word ?? "", s_formats) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : "Write text, json_object or json_schema.";
            problems.Add(RuleIds.PromptOutput, format.ValueSpan, $"This is not a response format. {fix}");
        }
        else if (schema is not null)
        {
            problems.Add(
                RuleIds.PromptOutput,
                schema.Key.Span,
                $"'{Schema}' is not used with '{Format}: {word}'. Write '{Format}: {JsonSchemaFormat}', or remove the schema."
            );
        }

        return word == "json_object" ? new PromptOutput(PromptOutputKind.Json) : null;
    }
}
