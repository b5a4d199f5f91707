using System.Diagnostics;

namespace LlmHygiene;

/// <summary>
/// States which prompt the calls inside it send, for calls that are not made with a generated prompt:
/// <c>using var scope = PromptScope.Begin("summarize-ticket", "1.2.0");</c>. It opens a span <c>prompt {name}</c> and is
/// available as <see cref="Current"/> to all code called inside it, across awaits and threads. A scope can also add your own
/// dimensions to the calls inside it, such as the tenant or the feature.
/// </summary>
/// <remarks>
/// A scope records no metrics, because it does not see the calls inside it. A client with <c>UsePromptTelemetry()</c> in its
/// pipeline measures each of them. Scopes can be nested; a scope may be disposed twice, or before the scopes inside it.
/// </remarks>
public sealed class PromptScope : IDisposable
{
    private static readonly AsyncLocal<PromptScope?> s_innermost = new();

    private readonly PromptTag? _tag;
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly PromptScope? _outer;
    private readonly Activity? _activity;
    private int _disposed;

    private PromptScope(PromptTag? tag, IEnumerable<KeyValuePair<string, object?>>? tags, PromptScope? outer)
    {
        _tag = tag ?? outer?._tag;
        _tags = tags is null ? outer?._tags ?? [] : ScopeTags.Merge(outer?._tags ?? [], tags);
        _outer = outer;
        if (tag is not null)
            _activity = PromptSpanStart.Open(tag);
        if (_activity is { IsAllDataRequested: true })
            ScopeTags.WriteTo(_activity, _tags);
    }

    /// <summary>The prompt of the innermost open scope; <see langword="null"/> outside any scope.</summary>
    public static PromptTag? Current => InnermostOpen?._tag;

    internal static KeyValuePair<string, object?>[] CurrentTags => InnermostOpen?._tags ?? [];

    // A scope may have been disposed in another flow, whose changes to the AsyncLocal this one does not see.
    private static PromptScope? InnermostOpen
    {
        get
        {
            var scope = s_innermost.Value;
            while (scope is { _disposed: not 0 })
                scope = scope._outer;
            return scope;
        }
    }

    /// <summary>Opens a scope. Dispose it when the last call inside it has ended.</summary>
    /// <param name="name">The prompt's name, for example <c>summarize-ticket</c>.</param>
    /// <param name="version">The prompt's version, for example <c>1.2.0</c>.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException">The name or the version is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name or the version is empty or white space.</exception>
    public static PromptScope Begin(string name, string version)
    {
        Guard.PromptName(name, nameof(name));
        Guard.PromptVersion(version, nameof(version));
        return Open(new PromptTag(name, version), tags: null);
    }

    /// <summary>
    /// Opens a scope that names a prompt and adds your own dimensions. Dispose it when the last call inside it has ended.
    /// </summary>
    /// <param name="name">The prompt's name, for example <c>summarize-ticket</c>.</param>
    /// <param name="version">The prompt's version, for example <c>1.2.0</c>.</param>
    /// <param name="tags">The dimensions, as in <see cref="BeginTags"/>.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The name or the version is empty or white space; or a key is empty, is <c>error.type</c>, or begins with <c>gen_ai.</c> or
    /// <c>llmhygiene.</c>.
    /// </exception>
    public static PromptScope Begin(string name, string version, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        Guard.PromptName(name, nameof(name));
        Guard.PromptVersion(version, nameof(version));
        Guard.NotNull(tags, nameof(tags));
        return Open(new PromptTag(name, version), tags);
    }

    /// <summary>
    /// Opens a scope that names no prompt. It adds your own dimensions to all calls inside it, regardless of the prompt that they send:
    /// <c>using var scope = PromptScope.BeginTags([new("tenant", tenant.Id)]);</c>.
    /// </summary>
    /// <param name="tags">
    /// Attributes of the spans <c>prompt {name}</c> inside the scope. Those that <see cref="LlmHygieneTelemetryOptions.MetricTags"/>
    /// lists are attributes of the metrics too. Tags of an outer scope stay, unless they have the same key. A tag whose value is null
    /// is not recorded.
    /// </param>
    /// <returns>The scope. It opens no span. Dispose it when the last call inside it has ended.</returns>
    /// <exception cref="ArgumentNullException">The tags are <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A key is empty, is <c>error.type</c>, or begins with <c>gen_ai.</c> or <c>llmhygiene.</c>.
    /// </exception>
    public static PromptScope BeginTags(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        Guard.NotNull(tags, nameof(tags));
        return Open(tag: null, tags);
    }

    private static PromptScope Open(PromptTag? tag, IEnumerable<KeyValuePair<string, object?>>? tags)
    {
        var scope = new PromptScope(tag, tags, InnermostOpen);
        s_innermost.Value = scope;
        return scope;
    }

    /// <summary>Opens a scope for a typed prompt whose text or messages are sent by other code.</summary>
    /// <param name="prompt">The prompt. If it has several live versions, the scope names the default version.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentNullException">The prompt is <see langword="null"/>.</exception>
    public static PromptScope Begin(IPrompt prompt)
    {
        Guard.NotNull(prompt, nameof(prompt));
        return Begin(prompt.Info.Name, prompt.Info.Version);
    }

    /// <summary>Closes the scope and ends its span. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        s_innermost.Value = InnermostOpen;
        if (_activity is not null)
            StopKeepingInnerSpans(_activity);
    }

    // Activity.Stop makes the parent current even when a child is still open, and even when the parent has ended.
    private static void StopKeepingInnerSpans(Activity activity)
    {
        var current = Activity.Current;
        activity.Stop();

        if (current == activity)
            current = activity.Parent;
        while (current is { IsStopped: true })
            current = current.Parent;
        Activity.Current = current;
    }
}
