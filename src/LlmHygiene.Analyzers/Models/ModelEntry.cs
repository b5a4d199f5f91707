using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Models;

/// <summary>What an ID refers to at its provider.</summary>
internal enum ModelClass
{
    /// <summary>No dated snapshot is known: neither an alias nor proven to be fixed.</summary>
    Undated,

    /// <summary>The provider moves it from snapshot to snapshot.</summary>
    Alias,

    /// <summary>Always the same model.</summary>
    Pinned,

    /// <summary>A model of a cloud whose calls name a deployment instead.</summary>
    Deployment,
}

internal enum ModelStatus
{
    Unknown,
    Active,
    Deprecated,
    Retired,
}

/// <summary>One model of one provider. Dates are in ISO form, so that they sort as text; prices are USD per 1M tokens.</summary>
internal sealed record ModelEntry(string Provider, string Id)
{
    public ModelClass Class { get; init; }

    public ModelStatus Status { get; init; }

    public string? DeprecatedOn { get; init; }

    public string? ShutdownOn { get; init; }

    public string? Replacement { get; init; }

    /// <summary>For an alias: a dated ID to use instead.</summary>
    public string? Snapshot { get; init; }

    public Tier? Tier { get; init; }

    public decimal? InputPrice { get; init; }

    public decimal? OutputPrice { get; init; }

    public int? ContextTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>Where the dates come from.</summary>
    public string? Source { get; init; }

    /// <summary>True for a line of the project's own list.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The fields by name of the line; null where it has none.</summary>
    public CapabilityFields? Fields { get; init; }

    /// <summary>What the model accepts, as far as that is known.</summary>
    public ModelCapabilities Capabilities => Fields?.Value ?? ModelCapabilities.None;

    /// <summary>True when the model is retired or has an announced shutdown date.</summary>
    public bool IsEnding => ShutdownOn is not null || Status == ModelStatus.Retired;

    /// <summary>True when something is known about the model's lifecycle; a row that only has a price says nothing about it.</summary>
    public bool HasLifecycle => IsEnding || Status != ModelStatus.Unknown;
}
