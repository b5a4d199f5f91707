using System.Text.Json.Serialization;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Tool.Usage.Model;

/// <summary>The calls that one place in the code makes, measured by an interceptor.</summary>
internal sealed record UsageSite
{
    /// <summary>Type and member, such as <c>Shop.Triage.AskAsync</c>; the second call of a member has <c>#2</c>.</summary>
    public required string Site { get; init; }

    public string? Sdk { get; init; }

    public string? Operation { get; init; }

    /// <summary>Where the code has the call; null without an inventory, or if the code no longer has it.</summary>
    public string? Path { get; init; }

    public int? Line { get; init; }

    /// <summary>The models, that of the most calls first.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The prompts that the calls named, with versions.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>Calls that named no prompt.</summary>
    public required long UntaggedCalls { get; init; }

    /// <summary>The constant prompt texts, by their hash, in the order in which they came into use.</summary>
    public required IReadOnlyList<UsageText> Texts { get; init; }

    internal required CallCounts Counts { get; init; }

    public long Calls => Counts.Calls;

    public long Errors => Counts.Errors;

    public long Cancelled => Counts.Cancelled;

    public long Abandoned => Counts.Abandoned;

    /// <summary>Responses that the output limit cut off.</summary>
    public long Truncated => Counts.Truncated;

    /// <summary>Responses that the provider's content filter ended.</summary>
    public long Filtered => Counts.Filtered;

    public decimal InputTokens => Counts.InputTokens;

    public decimal OutputTokens => Counts.OutputTokens;

    public decimal CachedTokens => Counts.CachedTokens;

    public decimal CacheWriteTokens => Counts.CacheWriteTokens;

    public decimal ReasoningTokens => Counts.ReasoningTokens;

    /// <summary>US dollars; null if no price is known.</summary>
    public decimal? Cost { get; init; }

    /// <summary><c>measured</c>, <c>listPrice</c> or <c>mixed</c>.</summary>
    public string? CostFrom { get; init; }

    /// <summary>US dollars of one call; null if no price is known.</summary>
    public decimal? CostPerCall => Cost is { } cost && Calls > 0 ? Math.Round(cost / Calls, 9) : null;

    /// <summary>Seconds, for calls that ended with a response.</summary>
    public UsagePercentiles? Latency { get; init; }

    /// <summary>The source of the counts: <c>spans</c> or <c>metrics</c>.</summary>
    public required string CountedFrom { get; init; }

    /// <summary>False for embeddings and the like, which have no prompt; true if the operation is unknown.</summary>
    [JsonIgnore]
    public bool TakesPrompt => LlmOperationExtensions.Parse(Operation)?.TakesPrompt() != false;

    [JsonIgnore]
    public decimal Tokens => InputTokens + OutputTokens;
}

/// <summary>A prompt text that a place in the code has sent.</summary>
/// <param name="Prompt">Null for a call that named no prompt.</param>
internal sealed record UsageText(string Hash, string? Prompt, string? Version, long Calls, DateTimeOffset From, DateTimeOffset To)
{
    // Of sha256:…, as many digits as people compare.
    private const int Shown = 19;

    [JsonIgnore]
    public string ShortHash => Hash.Length > Shown ? Hash[..Shown] : Hash;
}

/// <summary>A text that changed while its name and version stayed the same.</summary>
/// <param name="Site">Null for a generated prompt.</param>
internal sealed record UsageTextChange(string? Site, string? Prompt, string? Version, IReadOnlyList<UsageText> Texts, string Statement);

/// <summary>A call that is worth turning into a prompt with a name and a version, and why.</summary>
/// <param name="Share">The share of the cost of all calls of this list, from 0 to 1; null if no price is known.</param>
internal sealed record UsageExtraction(
    string Site,
    string? Path,
    int? Line,
    long Calls,
    decimal? Cost,
    decimal? CostPerCall,
    double? Share,
    string Reason
);
