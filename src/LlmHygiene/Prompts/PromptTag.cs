namespace LlmHygiene;

/// <summary>The name and the version of a prompt, as telemetry shows them.</summary>
/// <param name="Name">The prompt's name, for example <c>summarize-ticket</c>.</param>
/// <param name="Version">The prompt's version, for example <c>1.2.0</c>.</param>
public sealed record PromptTag(string Name, string Version)
{
    internal const string NameKey = "gen_ai.prompt.name";

    internal const string VersionKey = "gen_ai.prompt.version";
}
