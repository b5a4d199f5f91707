using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The request that a provider enforces the schema of a response, and which schemas allow it.</summary>
internal static class StrictSchema
{
    /// <summary>The additional property that the OpenAI client of Microsoft.Extensions.AI reads.</summary>
    public const string Key = "strict";

    /// <summary>The value of the property: an object of its own, to distinguish it from a value that a caller has set.</summary>
    public static readonly object Requested = true;

    // OpenAI's limit.
    private const int MaxDepth = 10;

    // The keywords that a schema may contain, including those that the client moves into the description, such as format and pattern.
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "$schema",
        "title",
        "description",
        "default",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "const",
        "anyOf",
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "contentEncoding",
        "contentMediaType",
    };

    /// <summary>True when every object lists all its properties and allows no others, down to the last value.</summary>
    public static bool Accepts(JsonElement schema) => TypeOf(schema) is "object" && Accepts(schema, 0);

    /// <summary>True when the options have a tool that does not state whether its parameters are strict.</summary>
    public static bool WouldChangeTools(ChatOptions options)
    {
        foreach (var tool in options.Tools ?? [])
        {
            if (tool is AIFunctionDeclaration && !tool.AdditionalProperties.ContainsKey(Key))
                return true;
        }

        return false;
    }

    /// <summary>Removes the request from options whose additional properties the client sends to the provider unchanged.</summary>
    public static void Withdraw(ChatOptions options)
    {
        if (
            options.AdditionalProperties is { } properties
            && properties.TryGetValue(Key, out var value)
            && ReferenceEquals(value, Requested)
        )
            properties.Remove(Key);
    }

    private static bool Accepts(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
            return false;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!s_known.Contains(keyword.Name))
                return false;
        }

        if (schema.TryGetProperty("anyOf", out var choices))
            return depth > 0 && choices.EnumerateArray().All(choice => Accepts(choice, depth + 1));

        return TypeOf(schema) switch
        {
            "object" => HasOnlyRequiredProperties(schema, depth),
            "array" => schema.TryGetProperty("items", out var items) && Accepts(items, depth + 1),
            "string" or "integer" or "number" or "boolean" or "null" => true,
            _ => schema.TryGetProperty("enum", out _) || schema.TryGetProperty("const", out _),
        };
    }

    private static bool HasOnlyRequiredProperties(JsonElement schema, int depth) =>
        schema.TryGetProperty("properties", out var properties)
        && schema.TryGetProperty("additionalProperties", out var others)
        && others.ValueKind == JsonValueKind.False
        && schema.TryGetProperty("required", out var required)
        && required.GetArrayLength() == properties.EnumerateObject().Count()
        && properties.EnumerateObject().All(property => Accepts(property.Value, depth + 1));

    // The type without null; null for several types, or none.
    private static string? TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type))
            return null;
        if (type.ValueKind == JsonValueKind.String)
            return type.GetString();
        if (type.ValueKind != JsonValueKind.Array)
            return null;
        var types = type.EnumerateArray().Select(static one => one.GetString()).Where(static one => one != "null").ToList();
        return types.Count == 1 ? types[0] : null;
    }
}
