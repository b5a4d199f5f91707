using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LlmHygiene;

/// <summary>Reads a response; messages about an invalid one name the prompt.</summary>
internal sealed class PromptOutputConverter<TOutput> : JsonConverter<TOutput>
{
    private readonly PromptInfo _prompt;
    private readonly Func<PromptOutputValue, TOutput>? _read;
    private readonly JsonTypeInfo<TOutput>? _type;
    private readonly bool _isWrapped;

    public PromptOutputConverter(PromptInfo prompt, Func<PromptOutputValue, TOutput> read)
    {
        _prompt = prompt;
        _read = read;
    }

    public PromptOutputConverter(PromptInfo prompt, JsonTypeInfo<TOutput> type, bool isWrapped)
    {
        _prompt = prompt;
        _type = type;
        _isWrapped = isWrapped;
    }

    // The response null is as wrong as any other that does not match.
    public override bool HandleNull => true;

    public override TOutput? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (_read is not null)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return _read(new PromptOutputValue(_prompt, "$", document.RootElement));
        }

        try
        {
            if (!_isWrapped)
                return NotNull(JsonSerializer.Deserialize(ref reader, _type!));

            // A model may still return the bare value.
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return NotNull(
                (
                    root.ValueKind == JsonValueKind.Object && root.TryGetProperty(TypeSchema.Property, out var data) ? data : root
                ).Deserialize(_type!)
            );
        }
        catch (JsonException error)
        {
            throw new JsonException(
                $"The response to the prompt '{_prompt.Name}' {_prompt.Version} does not match its output: {error.Message}",
                error.Path ?? "$",
                error.LineNumber,
                error.BytePositionInLine,
                error
            );
        }
    }

    private static TOutput NotNull(TOutput? value) => value ?? throw new JsonException("it is null.");

    // The options with this converter are for reading responses.
    public override void Write(Utf8JsonWriter writer, TOutput value, JsonSerializerOptions options) =>
        throw new NotSupportedException("These options read the responses of a prompt. To write one, use your own options.");
}

/// <summary>Knows one type, by its converter.</summary>
internal sealed class PromptOutputResolver<TOutput>(JsonConverter<TOutput> converter) : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(TOutput) ? JsonMetadataServices.CreateValueInfo<TOutput>(options, converter) : null;
}
