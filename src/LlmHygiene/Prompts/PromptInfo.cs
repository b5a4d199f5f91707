using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The name, version and content hash of a prompt.</summary>
public sealed record PromptInfo
{
    /// <summary>Creates the information on a prompt.</summary>
    /// <param name="Name">The prompt's name, for example <c>summarize-ticket</c>.</param>
    /// <param name="Version">The prompt's version, for example <c>1.2.0</c>.</param>
    /// <param name="ContentHash">The hash of everything that reaches the model, for example <c>sha256:…</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name or the version is empty or white space.</exception>
    public PromptInfo(string Name, string Version, string ContentHash)
    {
        this.Name = Guard.PromptName(Name, nameof(Name));
        this.Version = Guard.PromptVersion(Version, nameof(Version));
        this.ContentHash = Guard.NotNull(ContentHash, nameof(ContentHash));
    }

    /// <summary>The prompt's name.</summary>
    public string Name { get; init; }

    /// <summary>The prompt's version.</summary>
    public string Version { get; init; }

    /// <summary>The hash of everything that reaches the model: messages, inputs, model, parameters and output.</summary>
    public string ContentHash { get; init; }

    /// <summary>The model that the prompt states; <see langword="null"/> if the client chooses the model.</summary>
    public string? ModelId { get; init; }

    /// <summary>The size of the prompt's fixed text, in tokens; <see langword="null"/> if it has not been counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>What one execution of the prompt may use; <see langword="null"/> if the prompt states no such limit.</summary>
    public PromptBudget? Budget { get; init; }

    /// <summary>
    /// Writes the prompt's name and version to <see cref="ChatOptions.AdditionalProperties"/>, where telemetry reads them.
    /// An existing tag is replaced.
    /// </summary>
    /// <param name="options">The options of the call that sends this prompt.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    public void Tag(ChatOptions options)
    {
        Guard.NotNull(options, nameof(options));

        var properties = options.AdditionalProperties ??= [];
        properties[PromptTag.NameKey] = Name;
        properties[PromptTag.VersionKey] = Version;
    }

    /// <summary>Deconstructs the information into name, version and content hash.</summary>
    /// <param name="Name">The prompt's name.</param>
    /// <param name="Version">The prompt's version.</param>
    /// <param name="ContentHash">The hash of the prompt's content.</param>
    public void Deconstruct(out string Name, out string Version, out string ContentHash) =>
        (Name, Version, ContentHash) = (this.Name, this.Version, this.ContentHash);
}
