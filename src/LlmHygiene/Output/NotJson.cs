using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Why a response is no JSON at all. The serializer reads its first token before it asks any converter, so only here can the message
/// name the prompt. It never quotes the response.
/// </summary>
internal static class NotJson
{
    /// <returns>Null for a response that begins with JSON, and for one without text.</returns>
    public static JsonException? In(ChatResponse response, PromptInfo prompt)
    {
        var text = response.Text;
        if (string.IsNullOrEmpty(text))
            return null;
        var json = Encoding.UTF8.GetBytes(text);
        if (!IsCutOff(json, out var error))
            return error is null ? null : Problem(prompt, Describe(error, text), error.LineNumber, error.BytePositionInLine);

        var reason = response.FinishReason == ChatFinishReason.Length ? "the output limit cut it off" : "it ends before the JSON does";
        var lastLine = text.LastIndexOf('\n') + 1;
        return Problem(
            prompt,
            $"is not complete JSON: {reason}",
            text.Count(static c => c == '\n'),
            Encoding.UTF8.GetByteCount(text.Substring(lastLine))
        );
    }

    /// <summary>Options by which reading the response throws the exception.</summary>
    public static JsonSerializerOptions Options(JsonException problem)
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new Throwing(problem) };
        options.MakeReadOnly();
        return options;
    }

    // The error says where the text is no JSON; it is null if the first value is.
    private static bool IsCutOff(byte[] json, out JsonException? error)
    {
        error = null;
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
            if (reader.Read() && reader.TrySkip())
                return false;
        }
        catch (JsonException wrong)
        {
            error = wrong;
            return false;
        }

        // A number that is everything may go on, or not.
        try
        {
            var whole = new Utf8JsonReader(json);
            return !whole.Read() || !whole.TrySkip();
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string Describe(JsonException error, string text) =>
        (error.LineNumber ?? 0) == 0 && (error.BytePositionInLine ?? 0) <= text.Length - text.TrimStart().Length
            ? "is not JSON: the response begins with other text"
            : "is not valid JSON";

    private static JsonException Problem(PromptInfo prompt, string what, long? line, long? position) =>
        new(
            $"The response to the prompt '{prompt.Name}' {prompt.Version} does not match its output: '$' {what} "
                + FormattableString.Invariant($"(line {(line ?? 0) + 1}, byte {(position ?? 0) + 1})."),
            "$",
            line,
            position
        );

    private sealed class Throwing(JsonException problem) : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            throw new JsonException(problem.Message, problem.Path, problem.LineNumber, problem.BytePositionInLine);
    }
}
