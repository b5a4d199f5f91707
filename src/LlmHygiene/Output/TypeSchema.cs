using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The JSON schema of a handwritten type.</summary>
/// <param name="Json">The schema that the model receives.</param>
/// <param name="IsWrapped">True when the type's own JSON is not an object, and is requested as a property of one.</param>
internal sealed record TypeSchema(JsonElement Json, bool IsWrapped)
{
    /// <summary>The property that holds a wrapped value.</summary>
    public const string Property = "data";

    // Providers that enforce a schema require every property, and no others.
    private static readonly AIJsonSchemaCreateOptions s_strict = new()
    {
        TransformOptions = new AIJsonSchemaTransformOptions { RequireAllProperties = true, DisallowAdditionalProperties = true },
    };

    public static TypeSchema Of(Type type, JsonSerializerOptions options)
    {
        var schema = AIJsonUtilities.CreateJsonSchema(type, serializerOptions: options, inferenceOptions: s_strict);
        if (IsObject(schema))
            return new TypeSchema(schema, IsWrapped: false);

        using var wrapped = JsonDocument.Parse(
            "{\"type\":\"object\",\"properties\":{\""
                + Property
                + "\":"
                + schema.GetRawText()
                + "},\"required\":[\""
                + Property
                + "\"],\"additionalProperties\":false}"
        );
        return new TypeSchema(wrapped.RootElement.Clone(), IsWrapped: true);
    }

    // The schema of a class that may be null has the type "object" or "null".
    private static bool IsObject(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("type", out var type)
        && (
            type.ValueKind == JsonValueKind.String
                ? type.ValueEquals("object")
                : type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(static one => one.ValueEquals("object"))
        );
}
