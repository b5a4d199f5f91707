using System.Globalization;
using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>
/// Writes the JSON schema of an output in the form that providers with schema enforcement require: every property is required, an optional
/// one can be null, and there are no others.
/// </summary>
internal static class OutputSchema
{
    private const int MaxNameLength = 64;

    /// <summary>The schema, with each property of the response on its own line.</summary>
    public static string Write(PromptOutput output)
    {
        var json = new StringBuilder();
        WriteObject(json, output.Fields, isOptional: false, output.Description, lineEnd: "\n");
        return json.ToString();
    }

    /// <summary>The name of the schema in the file, or else the name of the prompt, in the characters that providers accept.</summary>
    public static string Name(PromptModel prompt)
    {
        if (prompt.Output?.SchemaName is { } given)
            return given;
        var name = string.Concat(
            prompt.Name.Select(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' ? c : '_')
        );
        return name.Length <= MaxNameLength ? name : name.Substring(0, MaxNameLength);
    }

    private static void WriteObject(
        StringBuilder json,
        EquatableArray<PromptInput> fields,
        bool isOptional,
        string? description,
        string lineEnd
    )
    {
        json.Append('{');
        WriteType(json, "object", isOptional);
        WriteDescription(json, description);
        json.Append(",\"properties\":{").Append(lineEnd);
        for (var i = 0; i < fields.Count; i++)
        {
            json.Append(Text(fields[i].Name)).Append(':');
            WriteField(json, fields[i]);
            json.Append(i == fields.Count - 1 ? "" : ",").Append(lineEnd);
        }

        json.Append("},\"required\":[")
            .Append(string.Join(",", fields.Select(static field => Text(field.Name))))
            .Append("],\"additionalProperties\":false}");
    }

    private static void WriteField(StringBuilder json, PromptInput field)
    {
        if (!field.Type.IsList)
        {
            WriteValue(json, field.Type, field.IsOptional, field.Description);
            return;
        }

        json.Append('{');
        WriteType(json, "array", field.IsOptional);
        WriteDescription(json, field.Description);
        json.Append(",\"items\":");
        WriteValue(json, field.Type.Item, isOptional: false, description: null);
        json.Append('}');
    }

    private static void WriteValue(StringBuilder json, InputType type, bool isOptional, string? description)
    {
        if (type.Record is { } record)
        {
            WriteObject(json, record.Fields, isOptional, description, lineEnd: "");
            return;
        }

        json.Append('{');
        WriteType(
            json,
            type.Kind switch
            {
                InputKind.Int => "integer",
                InputKind.Number => "number",
                InputKind.Bool => "boolean",
                _ => "string",
            },
            isOptional
        );
        if (type.Kind == InputKind.Date)
            json.Append(",\"format\":\"date\"");
        if (type.Enum is { } options)
            json.Append(",\"enum\":[")
                .Append(string.Join(",", options.Options.Select(static option => Text(option.Text))))
                .Append(isOptional ? ",null" : "")
                .Append(']');
        WriteDescription(json, description);
        json.Append('}');
    }

    private static void WriteType(StringBuilder json, string type, bool isOptional) =>
        json.Append("\"type\":").Append(isOptional ? $"[\"{type}\",\"null\"]" : $"\"{type}\"");

    private static void WriteDescription(StringBuilder json, string? description)
    {
        if (description is not null)
            json.Append(",\"description\":").Append(Text(description));
    }

    private static string Text(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogatePair(text, i))
                json.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                json.Append('\uFFFD');
            else if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (char.IsControl(c))
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        return json.Append('"').ToString();
    }
}
