using System.Text.Json.Serialization;

namespace LlmHygiene.Tool.Usage.Model;

/// <summary>The result of reading telemetry, from which every format is written.</summary>
internal sealed record UsageReport
{
    /// <summary>The major number changes when readers of the JSON must change.</summary>
    public const string CurrentSchemaVersion = "1.2";

    public const string SchemaId = "https://raw.githubusercontent.com/llmhygiene/llmhygiene/main/docs/schemas/usage.schema.json";

    [JsonPropertyName("$schema")]
    public string Schema { get; init; } = SchemaId;

    public string SchemaVersion { get; init; } = CurrentSchemaVersion;

    public required UsageInput Input { get; init; }

    /// <summary>The time of the first and of the last call; null without calls.</summary>
    public UsagePeriod? Period { get; init; }

    public required UsageTotal Total { get; init; }

    /// <summary>The most expensive first.</summary>
    public required IReadOnlyList<UsageRow> Rows { get; init; }

    /// <summary>The calls that interceptors measure, by the place in the code that makes them, the most expensive first.</summary>
    public required IReadOnlyList<UsageSite> Sites { get; init; }

    /// <summary>Prompt texts that changed while their name and version stayed the same.</summary>
    public required IReadOnlyList<UsageTextChange> TextChanges { get; init; }

    /// <summary>The calls that are worth turning into prompts, the first one first.</summary>
    public required IReadOnlyList<UsageExtraction> Extract { get; init; }

    public required IReadOnlyList<UsageStep> Trend { get; init; }

    public required IReadOnlyList<UsageCanary> Canaries { get; init; }

    /// <summary>The comparison with the code; null if it was not requested.</summary>
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

    /// <summary>The part of the errors that a budget caused.</summary>
    public long OverBudget => Counts.OverBudget;

    public long Cancelled => Counts.Cancelled;

    public long Abandoned => Counts.Abandoned;

    public long InvalidOutputs => Counts.InvalidOutputs;

    /// <summary>Responses that the output limit cut off.</summary>
    public long Truncated => Counts.Truncated;

    /// <summary>Responses that the provider's content filter ended.</summary>
    public long Filtered => Counts.Filtered;

    public decimal InputTokens => Counts.InputTokens;

    public decimal OutputTokens => Counts.OutputTokens;

    /// <summary>The part of the input that came from the provider's cache.</summary>
    public decimal CachedTokens => Counts.CachedTokens;

    /// <summary>The part of the input that the provider wrote to its cache.</summary>
    public decimal CacheWriteTokens => Counts.CacheWriteTokens;

    /// <summary>The part of the output that is reasoning.</summary>
    public decimal ReasoningTokens => Counts.ReasoningTokens;

    public decimal? Cost { get; init; }
}

/// <summary>The calls of one version of a prompt with one model.</summary>
internal sealed record UsageRow
{
    /// <summary>Null for calls without a prompt.</summary>
    public string? Prompt { get; init; }

    public string? Version { get; init; }

    public string? Model { get; init; }

    public required IReadOnlyList<string> ResponseModels { get; init; }

    internal required CallCounts Counts { get; init; }

    public long Calls => Counts.Calls;

    public long Errors => Counts.Errors;

    /// <summary>The part of the errors that a budget caused.</summary>
    public long OverBudget => Counts.OverBudget;

    public long Cancelled => Counts.Cancelled;

    public long Abandoned => Counts.Abandoned;

    public long InvalidOutputs => Counts.InvalidOutputs;

    /// <summary>Responses that the output limit cut off.</summary>
    public long Truncated => Counts.Truncated;

    /// <summary>Responses that the provider's content filter ended.</summary>
    public long Filtered => Counts.Filtered;

    public decimal InputTokens => Counts.InputTokens;

    public decimal OutputTokens => Counts.OutputTokens;

    /// <summary>The part of the input that came from the provider's cache.</summary>
    public decimal CachedTokens => Counts.CachedTokens;

    /// <summary>The part of the input that the provider wrote to its cache.</summary>
    public decimal CacheWriteTokens => Counts.CacheWriteTokens;

    /// <summary>The part of the output that is reasoning.</summary>
    public decimal ReasoningTokens => Counts.ReasoningTokens;

    /// <summary>US dollars; null if no price is known.</summary>
    public decimal? Cost { get; init; }

    /// <summary><c>measured</c>, <c>listPrice</c>, <c>mixed</c> (both), or <c>scaled</c> (measured for some of the calls).</summary>
    public string? CostFrom { get; init; }

    /// <summary>What the same tokens cost in batches, in US dollars at list price; null if that is not known.</summary>
    public decimal? BatchCost { get; init; }

    /// <summary>The share of the total cost, from 0 to 1.</summary>
    public double? CostShare { get; init; }

    /// <summary>Seconds, for calls that ended with a response.</summary>
    public UsagePercentiles? Latency { get; init; }

    public UsagePercentiles? TimeToFirstChunk { get; init; }

    /// <summary>The source of the counts: <c>spans</c> or <c>metrics</c>.</summary>
    public required string CountedFrom { get; init; }

    public required long CallsInSpans { get; init; }

    public required long CallsInMetrics { get; init; }

    [JsonIgnore]
    public bool IsUntagged => Prompt is null && Version is null;

    /// <summary>The display name of a prompt, of which the name or the version may be missing.</summary>
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

/// <summary>A version that is being rolled out, compared with the stable version.</summary>
internal sealed record UsageCanary(string Prompt, string Canary, string Stable, UsageComparison Latency, UsageComparison Cost);

/// <param name="Verdict"><c>higher</c>, <c>lower</c>, <c>noDifferenceShown</c>, <c>notEnoughCalls</c> or <c>notMeasured</c>.</param>
/// <param name="Probability">That the canary has the higher value in a pair of calls; ties count half. Its interval has 95 %.</param>
/// <param name="From"><c>spans</c>: exact; <c>buckets</c>: as exact as the buckets of the histogram.</param>
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

/// <summary>The comparison with the code by the names and versions of prompts.</summary>
internal sealed record UsageCode(
    string Source,
    int Prompts,
    IReadOnlyList<UsagePlace> NeverSeen,
    IReadOnlyList<UsageUntaggedCall> UntaggedNeverSeen,
    IReadOnlyList<UsageUnknownPrompt> NotInCode,
    IReadOnlyList<UsageUnseenSite> SitesNeverSeen,
    IReadOnlyList<UsageUnknownSite> SitesNotInCode
);

/// <summary>A prompt in the code that no call in the telemetry has, and the calls in the code that send it.</summary>
internal sealed record UsagePlace(string Prompt, string Version, string Path, int Line, IReadOnlyList<string> Calls);

/// <summary>A call in the code without a prompt, with a model for which the telemetry has no such call.</summary>
internal sealed record UsageUntaggedCall(string Model, string Path, int Line)
{
    [JsonIgnore]
    public string? Site { get; init; }
}

internal sealed record UsageUnknownPrompt(string? Prompt, string? Version, long Calls);

/// <summary>A call in the code that an interceptor measures, and that the telemetry does not have.</summary>
internal sealed record UsageUnseenSite(string Site, string Path, int Line);

/// <summary>A place in the telemetry that the code does not have.</summary>
internal sealed record UsageUnknownSite(string Site, long Calls);
