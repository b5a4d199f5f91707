namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>The format of a prompt file.</summary>
internal enum PromptFormat
{
    /// <summary><c>*.prompt.yml</c>: one YAML mapping.</summary>
    PromptYaml,

    /// <summary><c>*.prompty</c>: front matter, and the messages below it.</summary>
    Prompty,
}
