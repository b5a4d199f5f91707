using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Reads <c>gen_ai.response.finish_reasons</c>: an array of texts, or one text that is JSON.</summary>
internal static class FinishReasons
{
    /// <param name="value">At the value: of <c>stringValue</c>, or of <c>arrayValue</c>.</param>
    /// <returns>Null if the response ended normally.</returns>
    public static Outcome? Read(ref Utf8JsonReader value)
    {
        if (value.TokenType == JsonTokenType.String)
            return Of(value.GetString()!);
        Outcome? found = null;
        var depth = value.CurrentDepth;
        while (value.Read() && value.CurrentDepth > depth)
            if (value.TokenType == JsonTokenType.String)
                found ??= Of(value.GetString()!);
        return found;
    }

    // OpenAI says length and content_filter, Anthropic max_tokens and refusal.
    private static Outcome? Of(string text) =>
        Has(text, "length") || Has(text, "max_tokens") ? Outcome.Truncated
        : Has(text, "content_filter") || Has(text, "refusal") ? Outcome.Filtered
        : null;

    private static bool Has(string text, string reason) => text == reason || text.Contains($"\"{reason}\"", StringComparison.Ordinal);
}
