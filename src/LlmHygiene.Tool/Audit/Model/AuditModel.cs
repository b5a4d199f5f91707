namespace LlmHygiene.Tool.Audit.Model;

/// <summary>A model in use, or calls of which no model is known.</summary>
internal sealed record AuditModel
{
    /// <summary>Null for the calls of which none is known; <see cref="State"/> says why.</summary>
    public string? Id { get; init; }

    public required string State { get; init; }

    public bool Deployment { get; init; }

    public string? Provider { get; init; }

    public string? Tier { get; init; }

    /// <summary>USD per 1,000,000 tokens.</summary>
    public decimal? InputPrice { get; init; }

    public decimal? OutputPrice { get; init; }

    public int? ContextTokens { get; init; }

    public int? OutputTokens { get; init; }

    public string? Status { get; init; }

    public string? ShutdownOn { get; init; }

    public string? Replacement { get; init; }

    /// <summary>Where the catalogue has this from.</summary>
    public string? Source { get; init; }

    public required int Calls { get; init; }

    public required int Prompts { get; init; }

    public required IReadOnlyList<AuditPlace> Places { get; init; }
}

internal sealed record AuditTier(string Tier, int Models, int Calls, int Prompts);

/// <summary>What a prompt would save with the cheapest current model of the tier that it declares, of the same provider.</summary>
/// <param name="Saves">Of 1,000 calls, at the same bounds as <see cref="AuditCost"/>.</param>
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

/// <summary>A model in use that ends.</summary>
/// <param name="IsPast">The day is not after <see cref="AuditReport.AsOf"/>, or the model is retired with no day known.</param>
internal sealed record AuditRetirement(
    string Model,
    string Provider,
    string? ShutdownOn,
    bool IsPast,
    string? Replacement,
    string? Source,
    IReadOnlyList<AuditPlace> Places
);
