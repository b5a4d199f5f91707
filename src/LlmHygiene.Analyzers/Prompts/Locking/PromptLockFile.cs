using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>Finds the lock among the additional files, and parses it.</summary>
internal static class PromptLockFile
{
    public const string Name = "prompts.lock";

    // A result lives as long as the text that it was parsed from.
    private static readonly ConditionalWeakTable<SourceText, PromptLockParseResult> s_parsed = new();

    private static readonly PromptLockParseResult s_none = new(
        EquatableArray<string>.Empty,
        PromptLock.Empty,
        EquatableArray<PromptProblem>.Empty
    );

    public static bool IsLock(AdditionalText file) => FileNames.IsNamed(file, Name);

    /// <summary>Parses a text once, for the generators and all analyzers of a process.</summary>
    /// <param name="text">Null when there is no lock, or it cannot be read.</param>
    public static PromptLockParseResult Parse(SourceText? text) => text is null ? s_none : s_parsed.GetValue(text, PromptLockParser.Parse);
}
