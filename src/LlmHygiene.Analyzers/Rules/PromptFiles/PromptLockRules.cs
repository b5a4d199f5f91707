using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Compares a prompt with <c>prompts.lock</c>, whether it is a file or a method.</summary>
internal static class PromptLockRules
{
    public static readonly DiagnosticDescriptor Changed = Descriptors.Create(
        RuleIds.PromptLockedChanged,
        "A locked prompt version was changed",
        "'{0}' {1} is locked with different content; {2}, or restore the locked content",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "A locked version may already be in use. With different content under the same number, nobody can tell which text "
            + "produced a response."
    );

    public static readonly DiagnosticDescriptor NotLocked = Descriptors.Create(
        RuleIds.PromptNotLocked,
        "A prompt version is not locked yet",
        "'{0}' {1} is not in prompts.lock, so nothing keeps it from changing; run 'llm-hygiene lock'",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Info,
        "A version that is not locked can be changed without a new number, and its responses can no longer be distinguished."
    );

    public static readonly DiagnosticDescriptor Syntax = Descriptors.Create(
        RuleIds.PromptLockSyntax,
        "prompts.lock cannot be read",
        "{0}",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "A line of prompts.lock that cannot be understood locks nothing."
    );

    /// <param name="prompt">A prompt without errors.</param>
    /// <param name="place">Where its version is written.</param>
    public static Diagnostic? Judge(PromptModel prompt, Location place, PromptLockParseResult locked)
    {
        if (locked.Lock.Find(prompt.Name, prompt.Version) is { } entry)
            return entry.ContentHash == prompt.ContentHash
                ? null
                : Diagnostic.Create(Changed, place, prompt.Name, prompt.Version, Fix(prompt, locked.Lock));

        // The line of this prompt may be one that cannot be read.
        return locked.Problems.Count > 0 ? null : Diagnostic.Create(NotLocked, place, prompt.Name, prompt.Version);
    }

    private static string Fix(PromptModel prompt, PromptLock locked) =>
        locked.NextVersion(prompt.Name, prompt.Version) is { } next ? $"give it version {next}" : "give it a new version";
}
