namespace LlmHygiene;

/// <summary>What an <see cref="IPromptVersionSelector"/> is asked.</summary>
public sealed class PromptVersionRequest
{
    /// <summary>Asks for a version.</summary>
    /// <param name="versions">The live versions, in ascending order.</param>
    /// <param name="defaultVersion">The one of them that answers by default.</param>
    /// <param name="key">Whom or what the choice stays the same for.</param>
    /// <param name="endpoint">The part of the application that asks, if it is known.</param>
    /// <exception cref="ArgumentNullException">One of the first three arguments is <see langword="null"/>.</exception>
    public PromptVersionRequest(IReadOnlyList<PromptInfo> versions, PromptInfo defaultVersion, string key, string? endpoint = null)
    {
        Versions = Guard.NotNull(versions, nameof(versions));
        DefaultVersion = Guard.NotNull(defaultVersion, nameof(defaultVersion));
        Key = Guard.NotNull(key, nameof(key));
        Endpoint = endpoint;
    }

    /// <summary>The prompt's name.</summary>
    public string PromptName => DefaultVersion.Name;

    /// <summary>The live versions, in ascending order.</summary>
    public IReadOnlyList<PromptInfo> Versions { get; }

    /// <summary>The version that answers by default.</summary>
    public PromptInfo DefaultVersion { get; }

    /// <summary>
    /// The key of <see cref="PromptRolloutContext"/>; without one, the ID of the current trace, so that the calls of one
    /// request agree; without that, a new random text for each call.
    /// </summary>
    public string Key { get; }

    /// <summary>The endpoint of <see cref="PromptRolloutContext"/>; <see langword="null"/> when none is set.</summary>
    public string? Endpoint { get; }
}
