namespace LlmHygiene;

/// <summary>What the metrics of all prompts carry beyond prompt, version, model and outcome. Set it once, at the start.</summary>
public static class LlmHygieneTelemetryOptions
{
    private static string[] s_metricTags = [];
    private static int s_maxMetricTagValues = 100;

    /// <summary>
    /// The keys of <see cref="PromptScope"/> tags that become metric attributes, such as <c>tenant</c> and <c>feature</c>; none by default.
    /// Every distinct value is a time series of its own, so name only what has few values. Spans have all tags, whatever is named here.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// A key is empty, or is an attribute of LlmHygiene or of OpenTelemetry's GenAI conventions.
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
    /// How many distinct values one key of <see cref="MetricTags"/> may have in the process, 100 by default. Further values are recorded as
    /// <see cref="LlmHygieneTelemetry.OtherTagValue"/>, so that a mistake does not multiply the time series.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than one.</exception>
    public static int MaxMetricTagValues
    {
        get => s_maxMetricTagValues;
        set
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(value), value, "At least one value must be allowed.");
            s_maxMetricTagValues = value;
        }
    }
}
