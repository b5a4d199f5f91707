using System.Text.Json.Serialization;

namespace LlmHygiene.Tool.Usage.Model;

/// <summary>What the telemetry says: what every format is written from.</summary>
internal sealed record UsageReport
{
    /// <summary>Changes when a reader of the JSON must change.</summary>
    public const string CurrentSchemaVersion = "1.0";

    public const string SchemaId = "https://raw.githubusercontent.com/llmhygiene/llmhygiene/main/docs/schemas/usage.schema.json";

    [JsonPropertyName("$schema")]
    public string Schema { get; init; } = SchemaId;

    public string SchemaVersion { get; init; } = CurrentSchemaVersion;

    public required UsageInput Input { get; init; }

    /// <summary>The first and the last moment that the calls are from; null without calls.</summary>
    public UsagePeriod? Period { get; init; }

    public required UsageTotal Total { get; init; }

    /// <summary>The dearest first.</summary>
    public required IReadOnlyList<UsageRow> Rows { get; init; }

    public required IReadOnlyList<UsageStep> Trend { get; init; }

    public required IReadOnlyList<UsageCanary> Canaries { get; init; }

    /// <summary>The comparison with the code; null when none was asked for.</summary>
    public UsageCode? Code { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

internal sealed record UsageInput(int Files, long Lines, long BrokenLines, string? FirstBroken, long Spans, long DataPoints);

internal sealed record UsagePeriod(DateTimeOffset From, DateTimeOffset To);

/// <summary>All rows together. Its properties are those of the JSON schema, as are those of the rows.</summary>
internal sealed record UsageTotal
{
    internal required CallCounts Counts { get; init; }

    public long Calls => Counts.Calls;

    public long Errors => Counts.Errors;

    public long Cancelled => Counts.Cancelled;

    public long Abandoned => Counts.Abandoned;

    public long InvalidOutputs => Counts.InvalidOutputs;

    public decimal InputTokens => Counts.InputTokens;

    public decimal OutputTokens => Counts.OutputTokens;

    public decimal? Cost { get; init; }
}

/// <summary>The calls of one version of a prompt with one model.</summary>
internal sealed record UsageRow
{
    /// <summary>Null for calls that name no prompt.</summary>
    public string? Prompt { get; init; }

    public string? Version { get; init; }

    public string? Model { get; init; }

    public required IReadOnlyList<string> ResponseModels { get; init; }

    internal required CallCounts Counts { get; init; }

    public long Calls => Counts.Calls;

    public long Errors => Counts.Errors;

    public long Cancelled => Counts.Cancelled;

    public long Abandoned => Counts.Abandoned;

    public long InvalidOutputs => Counts.InvalidOutputs;

    public decimal InputTokens => Counts.InputTokens;

    public decimal OutputTokens => Counts.OutputTokens;

    /// <summary>USD; null when no price is known.</summary>
    public decimal? Cost { get; init; }

    /// <summary><c>measured</c>, <c>listPrice</c>, <c>mixed</c> of both, or <c>scaled</c>: measured of some of the calls; null without a cost.</summary>
    public string? CostFrom { get; init; }

    /// <summary>Of the cost of all rows, from 0 to 1.</summary>
    public double? CostShare { get; init; }

    /// <summary>Seconds, of calls whose whole answer arrived.</summary>
    public UsagePercentiles? Latency { get; init; }

    public UsagePercentiles? TimeToFirstChunk { get; init; }

    /// <summary>What the counts are from: <c>spans</c> or <c>metrics</c>.</summary>
    public required string CountedFrom { get; init; }

    public required long CallsInSpans { get; init; }

    public required long CallsInMetrics { get; init; }

    [JsonIgnore]
    public bool IsUntagged => Prompt is null && Version is null;

    /// <summary>A prompt as people read it: it may be named by its name, its version, or both.</summary>
    public static string Shown(string? prompt, string? version) =>
        prompt is null && version is null ? "(untagged)" : $"{prompt ?? "?"} {version}".TrimEnd();
}

/// <param name="From"><c>spans</c>: exact; <c>buckets</c>: estimated from a histogram's buckets.</param>
internal sealed record UsagePercentiles(double P50, double P95, double P99, string From)
{
    public const string Spans = "spans";
    public const string Buckets = "buckets";
}

/// <summary>One day or hour of one row.</summary>
internal sealed record UsageStep
{
    public required DateTimeOffset Start { get; init; }

    public string? Prompt { get; init; }

    public string? Version { get; init; }

    public string? Model { get; init; }

    internal required CallCounts Counts { get; init; }

    public long Calls => Counts.Calls;

    public long Errors => Counts.Errors;

    public decimal InputTokens => Counts.InputTokens;

    public decimal OutputTokens => Counts.OutputTokens;

    public decimal? Cost { get; init; }

    /// <summary>As in <see cref="UsageRow.CostFrom"/>.</summary>
    public string? CostFrom { get; init; }
}

/// <summary>A version that is being rolled out, beside the one that most calls still get.</summary>
internal sealed record UsageCanary(string Prompt, string Canary, string Stable, UsageComparison Latency, UsageComparison Cost);

/// <param name="Verdict"><c>higher</c>, <c>lower</c>, <c>noDifferenceShown</c>, <c>notEnoughCalls</c> or <c>notMeasured</c>.</param>
/// <param name="Probability">That a call of the canary has the higher value of a pair, ties half; with its 95 % interval.</param>
/// <param name="From"><c>spans</c>: every call; <c>buckets</c>: as fine as the histogram's buckets.</param>
internal sealed record UsageComparison(
    string Verdict,
    long CanaryCalls,
    long StableCalls,
    double? CanaryMedian,
    double? StableMedian,
    double? Probability,
    double? ProbabilityLow,
    double? ProbabilityHigh,
    double? PValue,
    string? From,
    string Statement
);

/// <summary>The comparison with the code, by the prompts' names and versions.</summary>
internal sealed record UsageCode(
    string Source,
    int Prompts,
    IReadOnlyList<UsagePlace> NeverSeen,
    IReadOnlyList<UsageUntaggedCall> UntaggedNeverSeen,
    IReadOnlyList<UsageUnknownPrompt> NotInCode
);

/// <summary>A prompt in the code that no call of the telemetry has sent, and the calls that would.</summary>
internal sealed record UsagePlace(string Prompt, string Version, string Path, int Line, IReadOnlyList<string> Calls);

/// <summary>A call in the code that names no prompt, with a model of which no such call was seen.</summary>
internal sealed record UsageUntaggedCall(string Model, string Path, int Line);

internal sealed record UsageUnknownPrompt(string? Prompt, string? Version, long Calls);
