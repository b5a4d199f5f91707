namespace LlmHygiene;

/// <summary>
/// Marks a class that was generated from a prompt file. The generator writes the attribute and the analyzer reads it;
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

    /// <summary>The model that the prompt states; <see langword="null"/> if the client chooses the model.</summary>
    public string? ModelId { get; set; }

    /// <summary>The output limit that the prompt states, in tokens; 0 if it states none.</summary>
    public int MaxOutputTokens { get; set; }
}
