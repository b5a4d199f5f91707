using System.Diagnostics;

namespace LlmHygiene;

/// <summary>The span of a model call that other instrumentation has opened, such as <c>UseOpenTelemetry</c>.</summary>
internal static class ChatSpan
{
    /// <summary>
    /// The current span, when it is that of a model call and is recorded. A span of anything else, such as a request,
    /// an agent or a tool, is not: several prompts may run inside it.
    /// </summary>
    public static Activity? Current =>
        Activity.Current is { IsAllDataRequested: true } span
        && span.GetTagItem(LlmHygieneTelemetry.OperationNameKey) is "chat" or "generate_content" or "text_completion"
            ? span
            : null;

    /// <summary>Writes the prompt on the span, unless it speaks of another prompt already.</summary>
    public static void Tag(Activity span, CallTag prompt)
    {
        if (!Agrees(span, LlmHygieneTelemetry.PromptNameKey, prompt.Name) || !Agrees(span, LlmHygieneTelemetry.PromptVersionKey, prompt.Version))
            return;

        if (prompt.Name is not null)
            span.SetTag(LlmHygieneTelemetry.PromptNameKey, prompt.Name);
        if (prompt.Version is not null)
            span.SetTag(LlmHygieneTelemetry.PromptVersionKey, prompt.Version);
    }

    // With content recording on, the additional properties are on the span as they are, and need not be text.
    private static bool Agrees(Activity span, string key, string? value) =>
        span.GetTagItem(key) is not { } present || (present as string ?? present.ToString()) == value;
}
