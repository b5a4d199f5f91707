using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Diff;

/// <summary>The differences between two reports. Code that only moved to other lines is not a difference.</summary>
internal sealed record AuditDiff(
    IReadOnlyList<AuditTotal> Totals,
    IReadOnlyList<AuditChange> Calls,
    IReadOnlyList<AuditChange> Prompts,
    IReadOnlyList<AuditChange> Models,
    IReadOnlyList<AuditChange> Violations,
    IReadOnlyList<AuditChange> NotRead
)
{
    public bool IsEmpty =>
        Totals.Count == 0 && Calls.Count == 0 && Prompts.Count == 0 && Models.Count == 0 && Violations.Count == 0 && NotRead.Count == 0;

    public static AuditDiff Between(AuditReport before, AuditReport after) =>
        new(
            [
                .. AuditTotal
                    .Of(before)
                    .Zip(AuditTotal.Of(after), static (one, other) => other with { Before = one.After })
                    .Where(static total => total.Before != total.After),
            ],
            DiffRows.Compare(before.Calls, after.Calls, CallDiff.Key, CallDiff.Name, CallDiff.Fields),
            DiffRows.Compare(before.Prompts, after.Prompts, PromptDiff.Key, PromptDiff.Name, PromptDiff.Fields),
            DiffRows.Compare(before.Models, after.Models, ModelDiff.Key, ModelDiff.Name, ModelDiff.Fields),
            DiffRows.Compare(before.Violations, after.Violations, ViolationDiff.Key, ViolationDiff.Name, ViolationDiff.Fields),
            DiffRows.Compare(
                before.NotRead,
                after.NotRead,
                static one => $"{one.Path}\n{one.Framework}\n{one.Kind}",
                static one => (one.Path, one.Reason),
                static _ => []
            )
        );
}

internal enum AuditChangeKind
{
    Added,
    Changed,
    Removed,
}

/// <summary>A row that was added, removed or changed.</summary>
/// <param name="Subject">What was added, removed or changed.</param>
/// <param name="Detail">Its content; for a changed row, where it is.</param>
internal sealed record AuditChange(AuditChangeKind Kind, string Subject, string Detail, IReadOnlyList<AuditFieldChange> Fields)
{
    /// <summary>What changed, on one line.</summary>
    public string Describe() =>
        Kind == AuditChangeKind.Changed
            ? string.Join(", ", Fields.Select(static field => $"{field.Field} {field.Before} → {field.After}"))
            : Detail;
}

internal sealed record AuditFieldChange(string Field, string Before, string After);

/// <summary>A number of the summary.</summary>
internal sealed record AuditTotal(string Name, string Before, string After)
{
    public static IEnumerable<AuditTotal> Of(AuditReport report)
    {
        var summary = report.Summary;
        yield return One("calls", AuditText.Count(summary.Calls));
        yield return One("prompts", AuditText.Count(summary.Prompts));
        yield return One("models", AuditText.Count(summary.Models));
        yield return One("errors", AuditText.Count(summary.Errors));
        yield return One("warnings", AuditText.Count(summary.Warnings));
        yield return One("suggestions", AuditText.Count(summary.Suggestions));
        yield return One("fixed tokens of prompts", AuditText.Count(summary.FixedTokens));
        yield return One("input of 1,000 runs of every call, at least", AuditText.Usd(summary.Cost.InputAtLeast));
        yield return One("output of 1,000 runs of every call, at most", AuditText.Usd(summary.Cost.OutputAtMost));

        static AuditTotal One(string name, string value) => new(name, "", value);
    }
}
