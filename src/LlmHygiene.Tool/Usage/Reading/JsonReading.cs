using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Reads the values of OTLP/JSON: 64-bit integers as text, enums as numbers, NaN and infinity as text.</summary>
internal static class JsonReading
{
    /// <summary>Finds a property of the current object without moving the reader, because properties can have any order.</summary>
    public static bool TryFind(Utf8JsonReader reader, ReadOnlySpan<byte> name, out Utf8JsonReader value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                value = reader;
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>Moves to the next element of an array; from its start to the first element.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>False for null, which means a missing value; throws for anything but an array.</summary>
    public static bool IsArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return true;
        if (reader.TokenType != JsonTokenType.Null)
            throw new JsonException("an array was expected");
        return false;
    }

    public static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        if (reader.TokenType != JsonTokenType.Null)
            throw new JsonException("an object was expected");
        return false;
    }

    public static long Int64(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String
                when Utf8Parser.TryParse(reader.ValueSpan, out long text, out var used) && used == reader.ValueSpan.Length:
                return text;
            case JsonTokenType.Number or JsonTokenType.String:
                return (long)Math.Clamp(Double(ref reader), long.MinValue, long.MaxValue);
            case JsonTokenType.Null:
                return 0;
            default:
                throw new JsonException("a number was expected");
        }
    }

    public static double Double(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.Null => 0,
            JsonTokenType.String
                when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw new JsonException("a number was expected"),
        };
}
