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

    private static Outcome? Of(string text)
    {
        foreach (var reason in Reasons(text))
            if (FinishReasonWords.IsTruncated(reason))
                return Outcome.Truncated;
            else if (FinishReasonWords.IsFiltered(reason))
                return Outcome.Filtered;
        return null;
    }

    // One reason, or JSON such as ["stop"], whose every second part is a text.
    private static IEnumerable<string> Reasons(string text) =>
        text.StartsWith('[') ? text.Split('"').Where(static (_, at) => at % 2 == 1) : [text];
}
