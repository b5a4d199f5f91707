namespace LlmHygiene;

/// <summary>Your own attributes for the metrics of all prompts. Set these options once, at the start of the program.</summary>
public static class LlmHygieneTelemetryOptions
{
    private static string[] s_metricTags = [];
    private static int s_maxMetricTagValues = 100;

    /// <summary>
    /// The keys of <see cref="PromptScope"/> tags that become metric attributes, such as <c>tenant</c> and <c>feature</c>; none by default.
    /// Every distinct value creates a time series of its own, so list only keys that have few values. Spans have all tags in any case.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A key is empty, is <c>error.type</c>, or begins with <c>gen_ai.</c> or <c>llmhygiene.</c>.
    /// </exception>
    public static IReadOnlyCollection<string> MetricTags
    {
        get => s_metricTags;
        set
        {
            Guard.NotNull(value, nameof(value));
            foreach (var key in value)
                ScopeTags.Check(key, nameof(value));
            s_metricTags = [.. value];
        }
    }

    /// <summary>
    /// The maximum number of distinct values that a key of <see cref="MetricTags"/> may have in the process, 100 by default. Further values
    /// are recorded as <see cref="LlmHygieneTelemetry.OtherTagValue"/>, so that a mistake does not multiply the time series.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than one.</exception>
    public static int MaxMetricTagValues
    {
        get => s_maxMetricTagValues;
        set
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The maximum must be at least 1.");
            s_maxMetricTagValues = value;
        }
    }
}
