using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests.Rollouts;

/// <summary>A small version of the code that is generated from several prompt files of one major version.</summary>
internal sealed record RolloutPrompt(string Name, params string[] Live) : IVersionedPrompt
{
    private PromptInfo? _chosen;

    public IReadOnlyList<PromptInfo> Versions { get; } = [.. Live.Select(version => new PromptInfo(Name, version, "sha256:" + version))];

    public PromptInfo DefaultVersion =>
        Versions.LastOrDefault(version => !version.Version.Contains('-', StringComparison.Ordinal)) ?? Versions[^1];

    public PromptInfo? ChosenVersion => _chosen;

    public PromptInfo Info => _chosen ?? DefaultVersion;

    public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, "This is " + Info.Version)];

    public ChatOptions ToOptions() => new();

    public IPrompt WithVersion(string version) => this with { _chosen = PromptVersions.Get(Versions, version) };

    public PromptVersionRequest Request(string key, string? endpoint = null) => new(Versions, DefaultVersion, key, endpoint);
}
