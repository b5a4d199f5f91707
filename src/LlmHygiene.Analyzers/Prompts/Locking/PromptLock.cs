using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>The content of <c>prompts.lock</c>, compared by value.</summary>
internal sealed class PromptLock : IEquatable<PromptLock>
{
    public static readonly PromptLock Empty = new(EquatableArray<LockedPrompt>.Empty);

    private readonly Dictionary<PromptVersion, LockedPrompt> _byVersion;

    public PromptLock(EquatableArray<LockedPrompt> entries)
    {
        Entries = entries;
        _byVersion = new Dictionary<PromptVersion, LockedPrompt>(entries.Count);
        foreach (var entry in entries)
            _byVersion[new(entry.Name, entry.Version)] = entry;
    }

    public EquatableArray<LockedPrompt> Entries { get; }

    /// <summary>The line of a prompt's version, whatever hash it has.</summary>
    public LockedPrompt? Find(string name, SemanticVersion version) =>
        _byVersion.TryGetValue(new(name, WithoutBuild(version)), out var entry) ? entry : null;

    /// <summary>The line of exactly this prompt: the same name, version and content.</summary>
    public LockedPrompt? FindSame(PromptModel prompt) =>
        Find(prompt.Name, prompt.Version) is { } entry && entry.ContentHash == prompt.ContentHash ? entry : null;

    /// <summary>The next version of a prompt that is not locked: the version for a changed text.</summary>
    public SemanticVersion? NextVersion(string name, SemanticVersion version)
    {
        var next = Bump(WithoutBuild(version));
        while (next is not null && Find(name, next) is not null)
            next = Bump(next);
        return next;
    }

    public bool Equals(PromptLock? other) => other is not null && Entries.Equals(other.Entries);

    public override bool Equals(object? obj) => Equals(obj as PromptLock);

    public override int GetHashCode() => Entries.GetHashCode();

    public static SemanticVersion WithoutBuild(SemanticVersion version) =>
        version.Build.Length == 0 ? version : version with { Build = "" };

    private static SemanticVersion? Bump(SemanticVersion version)
    {
        if (!version.IsPreRelease)
            return version.Patch < int.MaxValue ? version with { Patch = version.Patch + 1 } : null;

        // beta.1 is followed by beta.2, and beta by beta.1.
        var dot = version.PreRelease.LastIndexOf('.') + 1;
        var bumped =
            int.TryParse(version.PreRelease.Substring(dot), out var number) && number is >= 0 and < int.MaxValue
                ? version.PreRelease.Substring(0, dot) + ScalarValues.Invariant(number + 1)
                : version.PreRelease + ".1";
        return version with { PreRelease = bumped };
    }
}
