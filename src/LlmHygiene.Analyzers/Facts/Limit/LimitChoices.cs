using System.Globalization;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Limit;

/// <summary>The limits among which the code chooses, where it shows all of them.</summary>
internal static class LimitChoices
{
    private const int MaxNamed = 12;

    /// <summary>The limits, the lowest first; empty where one is not known, or where they are too many to name.</summary>
    /// <param name="limits">The values that are written, each of which may be the last.</param>
    public static IReadOnlyList<string> Of(IEnumerable<TrackedValue> limits)
    {
        var found = new SortedSet<int>();
        foreach (var limit in limits)
        {
            if (limit.Constants is not { Count: > 0 } constants)
                return [];
            foreach (var constant in constants)
                if (!int.TryParse(constant, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) || tokens == 0)
                    return [];
                else
                    found.Add(tokens);
        }

        return found.Count <= MaxNamed ? [.. found.Select(static tokens => tokens.ToString(CultureInfo.InvariantCulture))] : [];
    }

    /// <summary>
    /// True for values that are all written to the same member: one of them is sent. Those of two members are both sent, or one of them is
    /// ignored.
    /// </summary>
    public static bool AreOfOneMember(IReadOnlyList<IOperation> values) =>
        values.Count == 1
        || values
            .Select(static value => (value.WithConversions().Parent as ISimpleAssignmentOperation)?.Target as IMemberReferenceOperation)
            .Select(static target => target?.Member.OriginalDefinition)
            .Distinct(SymbolEqualityComparer.Default)
            .ToList()
            is [not null];
}
