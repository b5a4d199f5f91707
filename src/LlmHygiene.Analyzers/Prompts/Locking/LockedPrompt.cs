using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>One line of <c>prompts.lock</c>: a version of a prompt that must not change.</summary>
/// <param name="Version">The version without build metadata, which does not distinguish versions.</param>
/// <param name="Tokens">The size of the fixed text; null when the line does not contain it.</param>
internal sealed record LockedPrompt(string Name, SemanticVersion Version, string ContentHash, int? Tokens)
{
    /// <summary>The order of the lines: by name, then by precedence of the version.</summary>
    public static readonly IComparer<LockedPrompt> Order = Comparer<LockedPrompt>.Create(
        static (left, right) =>
        {
            var order = string.CompareOrdinal(left.Name, right.Name);
            return order != 0 ? order : left.Version.CompareTo(right.Version);
        }
    );
}
