using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Models;

/// <summary>Whether a model reasons before it answers.</summary>
internal enum ReasoningMode
{
    /// <summary>It never does.</summary>
    None,

    /// <summary>It can be turned on and off; what it does when the request says nothing is not known.</summary>
    Optional,

    /// <summary>Only where the request says so.</summary>
    Off,

    /// <summary>Unless the request says otherwise.</summary>
    On,

    /// <summary>In every case.</summary>
    Always,
}

/// <summary>What a model accepts, and what its caches and batches cost. Null and empty mean that it is not known.</summary>
internal sealed record ModelCapabilities
{
    /// <summary>A model of which nothing is known.</summary>
    public static readonly ModelCapabilities None = new();

    public ReasoningMode? Reasoning { get; init; }

    /// <summary>The values of the reasoning effort; empty for a model that takes none.</summary>
    public IReadOnlyList<string>? Efforts { get; init; }

    /// <summary>The effort where the request states none.</summary>
    public string? DefaultEffort { get; init; }

    /// <summary>The sampling parameters that the provider answers with an error.</summary>
    public IReadOnlyList<RequestParameter> Refused { get; init; } = [];

    /// <summary>Those that it accepts only while the model does not reason.</summary>
    public IReadOnlyList<RequestParameter> RefusedWhileReasoning { get; init; } = [];

    public bool? Tools { get; init; }

    /// <summary>Whether the output can be bound to a JSON schema.</summary>
    public bool? Schema { get; init; }

    /// <summary>The kinds of input: <c>text</c>, <c>image</c>, <c>audio</c>, <c>pdf</c>, <c>video</c>.</summary>
    public IReadOnlyList<string>? Input { get; init; }

    /// <summary>The names under which the model takes an output limit.</summary>
    public IReadOnlyList<string>? LimitNames { get; init; }

    /// <summary>USD per 1M tokens, as are the other prices.</summary>
    public decimal? CacheReadPrice { get; init; }

    public decimal? CacheWritePrice { get; init; }

    public decimal? BatchInputPrice { get; init; }

    public decimal? BatchOutputPrice { get; init; }

    /// <summary>Where all this comes from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>False where the model is not known to refuse anything, so that nothing needs to be looked at.</summary>
    public bool MayRefuse =>
        Refused.Count > 0
        || RefusedWhileReasoning.Count > 0
        || Tools == false
        || Schema == false
        || Input is not null
        || LimitNames is not null
        || Efforts is not null
        || Reasoning == ReasoningMode.None;

    /// <summary>False where the effort that a request states changes nothing: the model never reasons, or has one effort only.</summary>
    public bool HasEfforts => Reasoning != ReasoningMode.None && Efforts is not { Count: < 2 };

    /// <summary>True where the model is known to reason in a request that states this effort; null where that is not known.</summary>
    /// <param name="effort">Null for a request that states none.</param>
    public bool? Reasons(string? effort) =>
        Reasoning switch
        {
            ReasoningMode.None => false,
            ReasoningMode.Always => true,
            ReasoningMode.On => effort is not "none",
            // An effort below which nothing is reasoned turns it on, but not at each provider.
            ReasoningMode.Off => effort is null or "none" ? false
            : Efforts?.Contains("none") == true ? true
            : null,
            ReasoningMode.Optional => effort switch
            {
                "none" => false,
                null => null,
                _ => true,
            },
            _ => null,
        };

    /// <summary>True where the model is known not to accept the parameter in any request.</summary>
    public bool Refuses(RequestParameter parameter) =>
        parameter switch
        {
            RequestParameter.Tools => Tools == false,
            RequestParameter.Schema => Schema == false,
            RequestParameter.Image => Lacks("image"),
            RequestParameter.Audio => Lacks("audio"),
            RequestParameter.Pdf => Lacks("pdf"),
            RequestParameter.Video => Lacks("video"),
            RequestParameter.MaxTokens => LimitNames is { } names && !names.Contains("max_tokens"),
            RequestParameter.Effort => Efforts is { Count: 0 } || (Reasoning == ReasoningMode.None && Efforts is null),
            _ => Refused.Contains(parameter),
        };

    private bool Lacks(string kind) => Input is { } kinds && !kinds.Contains(kind);
}
