using System.Text;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;

namespace LlmHygiene.Tool.Baselines;

/// <summary>What the rules found in one framework of a project.</summary>
/// <param name="Reported">The lines of what a build reports and the baseline is asked to hold.</param>
/// <param name="Met">The lines of all that is there, also where a build does not report it.</param>
/// <param name="Stale">The keys of the file's lines that no longer occur here.</param>
internal sealed record FrameworkFindings(
    string Framework,
    IReadOnlyCollection<string> Reported,
    IReadOnlyCollection<string> Met,
    IReadOnlyCollection<string> Stale
);

/// <summary>What a baseline should say.</summary>
/// <param name="Text">The whole file.</param>
/// <param name="Added">Violations that the baseline does not have yet.</param>
/// <param name="Removed">Lines of what no longer occurs.</param>
/// <param name="Count">How many violations it holds then.</param>
/// <param name="HasOtherFrameworks">A line is the same but for the frameworks that it is about.</param>
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
        "# Violations of LlmHygiene's rules that were there when the rules came: they are not reported, and what is new is.",
        "# Written by 'llm-hygiene baseline'. Commit it; it can only shrink: remove the lines of what is mended.",
    ];

    /// <summary>False when the file says the same, if in another order: a merge may have put it so.</summary>
    public bool IsChange => Added.Count > 0 || Removed.Count > 0 || HasOtherFrameworks;

    /// <param name="prune">Add nothing, so that the file can only shrink.</param>
    public static BaselinePlan Make(Baseline existing, IReadOnlyList<FrameworkFindings> findings, bool prune)
    {
        var current = existing.Lines.ToDictionary(static line => line.Entry.Key, static line => line.Entry, StringComparer.Ordinal);
        var removed = current
            .Keys.Where(key => findings.All(one => !one.Met.Contains(key)) && findings.Any(one => one.Stale.Contains(key)))
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
            .Select(key => Line(key, findings, current.GetValueOrDefault(key)))
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

    // A line that nothing is known of, as its rule is off, stays as it is.
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
