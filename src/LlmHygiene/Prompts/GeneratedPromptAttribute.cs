namespace LlmHygiene;

/// <summary>
/// Marks a class that the prompt generator made from a prompt file. The generator writes it and the analyzer reads it;
/// there is no reason to write it by hand.
/// </summary>
/// <param name="name">The prompt's name, for example <c>summarize-ticket</c>.</param>
/// <param name="version">The prompt's semantic version, for example <c>1.2.0</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GeneratedPromptAttribute(string name, string version) : Attribute
{
    /// <summary>The prompt's name.</summary>
    public string Name { get; } = name;

    /// <summary>The prompt's semantic version.</summary>
    public string Version { get; } = version;

    /// <summary>The model that the prompt states; <see langword="null"/> when it leaves the model to the client.</summary>
    public string? ModelId { get; set; }

    /// <summary>The output limit that the prompt states, in tokens; 0 when it states none.</summary>
    public int MaxOutputTokens { get; set; }
}
