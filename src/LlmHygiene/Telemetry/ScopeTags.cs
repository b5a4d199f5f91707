using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace LlmHygiene;

/// <summary>The user's own dimensions of calls, such as a tenant, which a <see cref="PromptScope"/> states.</summary>
internal static class ScopeTags
{
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> s_seen = new(StringComparer.Ordinal);

    /// <summary>The tags of a scope inside another: the inner one takes precedence.</summary>
    public static KeyValuePair<string, object?>[] Merge(
        KeyValuePair<string, object?>[] outer,
        IEnumerable<KeyValuePair<string, object?>> inner
    )
    {
        var merged = new List<KeyValuePair<string, object?>>(outer);
        foreach (var tag in inner)
        {
            Check(tag.Key, "tags");
            merged.RemoveAll(known => known.Key == tag.Key);
            merged.Add(tag);
        }

        return [.. merged];
    }

    /// <summary>A key of the user's own dimensions must not replace an attribute that is written anyway.</summary>
    public static void Check(string? key, string parameter)
    {
        var own = Guard.NotBlank(key, parameter, "A tag needs a key, such as \"tenant\"; this one is empty.");
        if (
            own == LlmHygieneTelemetry.ErrorTypeKey
            || own.StartsWith("gen_ai.", StringComparison.Ordinal)
            || own.StartsWith("llmhygiene.", StringComparison.Ordinal)
        )
            throw new ArgumentException($"The key '{own}' is reserved for LlmHygiene and OpenTelemetry. Choose another key.", parameter);
    }

    public static void WriteTo(Activity span, KeyValuePair<string, object?>[] tags)
    {
        foreach (var tag in tags)
            if (tag.Value is not null)
                span.AddTag(tag.Key, tag.Value);
    }

    /// <summary>Adds the tags that metrics carry, with the cap on their distinct values.</summary>
    public static void AddTo(ref TagList metric, KeyValuePair<string, object?>[] tags)
    {
        foreach (var key in LlmHygieneTelemetryOptions.MetricTags)
        foreach (var tag in tags)
            if (tag.Key == key && Convert.ToString(tag.Value, CultureInfo.InvariantCulture) is { Length: > 0 } value)
                metric.Add(key, Limited(key, value));
    }

    private static string Limited(string key, string value)
    {
        var seen = s_seen.GetOrAdd(key, static _ => new(StringComparer.Ordinal));
        if (seen.ContainsKey(value))
            return value;
        // Counting and adding must be one step, or several threads could exceed the cap together.
        lock (seen)
            return seen.ContainsKey(value) || (seen.Count < LlmHygieneTelemetryOptions.MaxMetricTagValues && seen.TryAdd(value, true))
                ? value
                : LlmHygieneTelemetry.OtherTagValue;
    }
}
