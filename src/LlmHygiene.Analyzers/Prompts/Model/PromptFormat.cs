namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>How a prompt file is written.</summary>
internal enum PromptFormat
{
    /// <summary><c>*.prompt.yml</c>: one YAML mapping.</summary>
    PromptYaml,

    /// <summary><c>*.prompty</c>: front matter, and below it the messages.</summary>
    Prompty,
}
