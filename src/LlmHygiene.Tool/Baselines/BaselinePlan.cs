using System.Text;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;

namespace LlmHygiene.Tool.Baselines;

/// <summary>The violations of a project in one target framework, by their baseline keys.</summary>
/// <param name="Reported">The violations that a build reports and that the baseline should contain.</param>
/// <param name="Met">All violations, also those that a build does not report.</param>
/// <param name="Stale">The entries of the file that no longer occur here.</param>
internal sealed record FrameworkFindings(
    string Framework,
    IReadOnlyCollection<string> Reported,
    IReadOnlyCollection<string> Met,
    IReadOnlyCollection<string> Stale
);

/// <summary>The content that a baseline should have.</summary>
/// <param name="Text">The complete file.</param>
/// <param name="Added">Violations that are not in the baseline yet.</param>
/// <param name="Removed">Entries that no longer occur.</param>
/// <param name="Count">The number of entries in the new file.</param>
/// <param name="HasOtherFrameworks">An existing entry occurs in other target frameworks than before.</param>
internal sealed record BaselinePlan(
    string Text,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    int Count,
    bool HasOtherFrameworks
)
{
    private static readonly string[] s_header =
    [
        "# Violations of LlmHygiene's rules that existed when the rules were introduced: they are not reported, new ones are.",
        "# Written by 'llm-hygiene baseline'. Commit it; it can only shrink: remove the lines of fixed violations.",
    ];

    /// <summary>False if only the order of the lines differs, as it can after a merge.</summary>
    public bool IsChange => Added.Count > 0 || Removed.Count > 0 || HasOtherFrameworks;

    /// <param name="prune">Add nothing, so that the file can only shrink.</param>
    /// <param name="isPart">The project has further target frameworks, which were not read.</param>
    public static BaselinePlan Make(Baseline existing, IReadOnlyList<FrameworkFindings> findings, bool prune, bool isPart = false)
    {
        var current = existing.Lines.ToDictionary(static line => line.Entry.Key, static line => line.Entry, StringComparer.Ordinal);
        var removed = current
            .Keys.Where(key => findings.All(one => !one.Met.Contains(key)) && findings.Any(one => one.Stale.Contains(key)))
            .Where(key => !isPart || IsOnlyIn(current[key], findings))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var added = prune
            ? []
            : findings
                .SelectMany(static one => one.Reported)
                .Distinct(StringComparer.Ordinal)
                .Where(key => !current.ContainsKey(key))
                .Order(StringComparer.Ordinal)
                .ToArray();

        var lines = current
            .Keys.Except(removed)
            .Concat(added)
            .Order(StringComparer.Ordinal)
            .Select(key =>
                isPart ? LineOfPart(key, findings, current.GetValueOrDefault(key)) : Line(key, findings, current.GetValueOrDefault(key))
            )
            .ToArray();
        var before = current.Values.Select(static entry => entry.ToString()).ToHashSet(StringComparer.Ordinal);
        var hasOther = lines.Count(line => !before.Contains(line)) > added.Length;

        var text = new StringBuilder();
        foreach (var comment in existing.Comments.IsEmpty ? s_header : existing.Comments.Distinct(StringComparer.Ordinal))
            text.Append(comment).Append('\n');
        foreach (var line in lines)
            text.Append(line).Append('\n');
        return new BaselinePlan(text.ToString(), added, removed, lines.Length, hasOther);
    }

    private static bool IsOnlyIn(BaselineEntry entry, IReadOnlyList<FrameworkFindings> findings) =>
        entry.Frameworks.Count > 0
        && entry.Frameworks.All(framework => findings.Any(one => one.Framework.Equals(framework, StringComparison.OrdinalIgnoreCase)));

    // What an entry says of frameworks that were not read stays.
    private static string LineOfPart(string key, IReadOnlyList<FrameworkFindings> findings, BaselineEntry? entry)
    {
        if (entry is { Frameworks.Count: 0 })
            return entry.ToString();
        var frameworks = findings.Where(one => one.Met.Contains(key)).Select(static one => one.Framework);
        if (entry is not null)
            frameworks = frameworks.Union(
                entry.Frameworks.Where(framework => !findings.Any(one => one.Stale.Contains(key) && one.Framework == framework)),
                StringComparer.OrdinalIgnoreCase
            );
        return key + " " + BaselineEntry.FrameworksPrefix + string.Join(',', frameworks.Order(StringComparer.Ordinal));
    }

    // An entry of a rule that is off stays as it is: whether it still occurs is unknown.
    private static string Line(string key, IReadOnlyList<FrameworkFindings> findings, BaselineEntry? entry)
    {
        var frameworks = findings
            .Where(one => one.Met.Contains(key))
            .Select(static one => one.Framework)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return frameworks.Length == 0 && entry is not null ? entry.ToString()
            : frameworks.Length == findings.Count ? key
            : key + " " + BaselineEntry.FrameworksPrefix + string.Join(',', frameworks);
    }
}
