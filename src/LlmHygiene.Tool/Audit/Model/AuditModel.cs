namespace LlmHygiene.Tool.Audit.Model;

/// <summary>A model in use, or the calls whose model is unknown.</summary>
internal sealed record AuditModel
{
    /// <summary>Null if it is unknown; <see cref="State"/> says why.</summary>
    public string? Id { get; init; }

    public required string State { get; init; }

    public bool Deployment { get; init; }

    public string? Provider { get; init; }

    public string? Tier { get; init; }

    /// <summary>USD per 1,000,000 tokens.</summary>
    public decimal? InputPrice { get; init; }

    public decimal? OutputPrice { get; init; }

    /// <summary>The price of input that the provider reads from its cache.</summary>
    public decimal? CacheReadPrice { get; init; }

    /// <summary>The price of input that the provider writes to its cache.</summary>
    public decimal? CacheWritePrice { get; init; }

    public decimal? BatchInputPrice { get; init; }

    public decimal? BatchOutputPrice { get; init; }

    public int? ContextTokens { get; init; }

    public int? OutputTokens { get; init; }

    public string? Status { get; init; }

    public string? ShutdownOn { get; init; }

    public string? Replacement { get; init; }

    /// <summary>The source of this data.</summary>
    public string? Source { get; init; }

    public required int Calls { get; init; }

    public required int Prompts { get; init; }

    public required IReadOnlyList<AuditPlace> Places { get; init; }
}

internal sealed record AuditTier(string Tier, int Models, int Calls, int Prompts);

/// <summary>What a prompt would save with the cheapest current model of its declared tier, from the same provider.</summary>
/// <param name="Saves">For 1,000 calls, with the bounds of <see cref="AuditCost"/>.</param>
internal sealed record AuditSaving(
    string Project,
    string Path,
    int Line,
    string Prompt,
    string Version,
    string Tier,
    string Model,
    string ModelTier,
    string Cheaper,
    decimal InputPrice,
    decimal OutputPrice,
    decimal CheaperInputPrice,
    decimal CheaperOutputPrice,
    AuditCost Saves
);

/// <summary>A model in use that is retired or will be.</summary>
/// <param name="IsPast">The day is not after <see cref="AuditReport.AsOf"/>, or the model is retired without a known day.</param>
internal sealed record AuditRetirement(
    string Model,
    string Provider,
    string? ShutdownOn,
    bool IsPast,
    string? Replacement,
    string? Source,
    IReadOnlyList<AuditPlace> Places
);
