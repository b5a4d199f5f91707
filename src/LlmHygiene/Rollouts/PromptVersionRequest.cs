namespace LlmHygiene;

/// <summary>The request to an <see cref="IPromptVersionSelector"/> to choose a version.</summary>
public sealed class PromptVersionRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="versions">The live versions, in ascending order.</param>
    /// <param name="defaultVersion">The live version that is sent by default.</param>
    /// <param name="key">The user, tenant or conversation for which the choice stays the same.</param>
    /// <param name="endpoint">The part of the application that makes the call, if it is known.</param>
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

    /// <summary>The version that is sent by default.</summary>
    public PromptInfo DefaultVersion { get; }

    /// <summary>
    /// The key of <see cref="PromptRolloutContext"/>; without a context, the ID of the current trace, so that the calls of one
    /// request get the same version; without a trace, a new random text for each call.
    /// </summary>
    public string Key { get; }

    /// <summary>The endpoint of <see cref="PromptRolloutContext"/>; <see langword="null"/> if none is set.</summary>
    public string? Endpoint { get; }
}
