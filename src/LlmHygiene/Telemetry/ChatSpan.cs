using System.Diagnostics;

namespace LlmHygiene;

/// <summary>The span of a model call that other instrumentation has opened, such as <c>UseOpenTelemetry</c>.</summary>
internal readonly struct ChatSpan
{
    private readonly Activity _span;
    private readonly object? _name;
    private readonly object? _version;

    private ChatSpan(Activity span, object? name, object? version) => (_span, _name, _version) = (span, name, version);

    /// <summary>
    /// The current span, if it is the recorded span of a model call. The span of anything else, such as a request, an agent or a tool, does
    /// not count: several prompts may run inside it.
    /// </summary>
    public static ChatSpan? Current
    {
        get
        {
            if (Activity.Current is not { IsAllDataRequested: true } span)
                return null;

            // One walk over the tags, of which there may be many.
            object? operation = null;
            object? name = null;
            object? version = null;
            foreach (ref readonly var tag in span.EnumerateTagObjects())
            {
                if (tag.Key == LlmHygieneTelemetry.OperationNameKey)
                    operation ??= tag.Value;
                else if (tag.Key == LlmHygieneTelemetry.PromptNameKey)
                    name ??= tag.Value;
                else if (tag.Key == LlmHygieneTelemetry.PromptVersionKey)
                    version ??= tag.Value;
            }

            return operation is "chat" or "generate_content" or "text_completion" ? new ChatSpan(span, name, version) : null;
        }
    }

    /// <summary>Writes the prompt to the span, unless it already has another prompt.</summary>
    public void Tag(CallTag prompt)
    {
        if (!Agrees(_name, prompt.Name) || !Agrees(_version, prompt.Version))
            return;

        Write(LlmHygieneTelemetry.PromptNameKey, _name, prompt.Name);
        Write(LlmHygieneTelemetry.PromptVersionKey, _version, prompt.Version);
    }

    // An existing text is equal already. A missing one is added without the search that SetTag does.
    private void Write(string key, object? present, string? value)
    {
        if (value is null || present is string)
            return;

        if (present is null)
            _span.AddTag(key, value);
        else
            _span.SetTag(key, value);
    }

    // When content is recorded, the additional properties are on the span unchanged, and need not be text.
    private static bool Agrees(object? present, string? value) => present is null || (present as string ?? present.ToString()) == value;
}
