using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Tool.Prompts;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Locking;

/// <summary>The content that a lock should have, and the errors that prevent writing it.</summary>
/// <param name="Text">The complete file.</param>
/// <param name="Lines">The versions in it.</param>
/// <param name="Added">Versions that the lock does not have yet.</param>
/// <param name="Unused">Locked versions that no prompt has any more; with pruning they are not in <paramref name="Text"/>.</param>
/// <param name="Changed">Locked versions whose content has changed.</param>
/// <param name="Clashes">Versions that several prompts have with different contents.</param>
internal sealed record LockPlan(
    string Text,
    IReadOnlyList<LockedPrompt> Lines,
    IReadOnlyList<LockedPrompt> Added,
    IReadOnlyList<LockedPrompt> Unused,
    IReadOnlyList<FoundProblem> Changed,
    IReadOnlyList<FoundProblem> Clashes
)
{
    public static LockPlan Make(
        PromptLockParseResult existing,
        IEnumerable<FoundPrompt> prompts,
        bool prune,
        Func<PromptModel, int> countTokens
    )
    {
        var byVersion = prompts
            .GroupBy(static prompt => (prompt.Model.Name, Version: PromptLock.WithoutBuild(prompt.Model.Version)))
            .ToDictionary(
                static group => group.Key,
                static group => group.OrderBy(static prompt => prompt.Path, StringComparer.Ordinal).ToArray()
            );

        var clashes = byVersion
            .Values.Where(static same => same.Any(prompt => prompt.Model.ContentHash != same[0].Model.ContentHash))
            .SelectMany(static same =>
                same.Select(prompt =>
                    Problem(
                        prompt,
                        RuleIds.PromptDuplicateVersion,
                        $"'{prompt.Model.Name}' {prompt.Model.Version} is written {same.Length} times with different contents; "
                            + "give one of them a new version or a new name"
                    )
                )
            );

        var changed = byVersion
            .Values.SelectMany(static same => same)
            .Select(prompt => (Prompt: prompt, Found: PromptLockRules.Judge(prompt.Model, Location.None, existing)))
            .Where(static judged => judged.Found?.Descriptor == PromptLockRules.Changed)
            .Select(static judged => Problem(judged.Prompt, judged.Found!.Id, judged.Found.GetMessage(CultureInfo.InvariantCulture)));

        var current = byVersion
            .Select(pair => new LockedPrompt(
                pair.Key.Name,
                pair.Key.Version,
                pair.Value[0].Model.ContentHash,
                countTokens(pair.Value[0].Model)
            ))
            .OrderBy(static line => line, LockedPrompt.Order)
            .ToArray();
        var unused = existing.Lock.Entries.Where(line => !byVersion.ContainsKey((line.Name, line.Version))).ToArray();
        var lines = prune ? current : [.. current, .. unused];

        return new LockPlan(
            PromptLockWriter.Write(existing.Header, lines),
            lines,
            [.. current.Where(line => existing.Lock.Find(line.Name, line.Version) is null)],
            unused,
            [.. changed],
            [.. clashes]
        );
    }

    /// <summary>The file without token counts for the lines that do not have one yet.</summary>
    public string TextWithoutNewCounts(PromptLockParseResult existing) =>
        PromptLockWriter.Write(
            existing.Header,
            Lines.Select(line => existing.Lock.Find(line.Name, line.Version) is { Tokens: null } ? line with { Tokens = null } : line)
        );

    private static FoundProblem Problem(FoundPrompt prompt, string ruleId, string message) => new(prompt.Path, prompt.At, ruleId, message);
}
