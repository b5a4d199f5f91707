using System.Diagnostics;

namespace LlmHygiene;

/// <summary>The span of a model call that other instrumentation has opened, such as <c>UseOpenTelemetry</c>.</summary>
internal static class ChatSpan
{
    /// <summary>
    /// The current span, if it is the recorded span of a model call. The span of anything else, such as a request, an agent or a tool, does
    /// not count: several prompts may run inside it.
    /// </summary>
    public static Activity? Current =>
        Activity.Current is { IsAllDataRequested: true } span
        && span.GetTagItem(LlmHygieneTelemetry.OperationNameKey) is "chat" or "generate_content" or "text_completion"
            ? span
            : null;

    /// <summary>Writes the prompt to the span, unless it already has another prompt.</summary>
    public static void Tag(Activity span, CallTag prompt)
    {
        var name = span.GetTagItem(LlmHygieneTelemetry.PromptNameKey);
        var version = span.GetTagItem(LlmHygieneTelemetry.PromptVersionKey);
        if (!Agrees(name, prompt.Name) || !Agrees(version, prompt.Version))
            return;

        Write(span, LlmHygieneTelemetry.PromptNameKey, name, prompt.Name);
        Write(span, LlmHygieneTelemetry.PromptVersionKey, version, prompt.Version);
    }

    // An existing text is equal already. A missing one is added without the search that SetTag does.
    private static void Write(Activity span, string key, object? present, string? value)
    {
        if (value is null || present is string)
            return;

        if (present is null)
            span.AddTag(key, value);
        else
            span.SetTag(key, value);
    }

    // When content is recorded, the additional properties are on the span unchanged, and need not be text.
    private static bool Agrees(object? present, string? value) => present is null || (present as string ?? present.ToString()) == value;
}
