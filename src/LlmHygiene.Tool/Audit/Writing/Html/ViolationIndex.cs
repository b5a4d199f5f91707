namespace LlmHygiene.Tool.Audit;

/// <summary>The violations that are of a call: a rule reports a call where the inventory has it.</summary>
internal sealed class ViolationIndex(AuditReport report)
{
    private readonly ILookup<(string Project, string Path, int Line, int Column), AuditViolation> _places =
        report.Violations.ToLookup(static one => (one.Project, one.Path, one.Line, one.Column));

    /// <summary>One of each rule, the worst first.</summary>
    public IReadOnlyList<AuditViolation> Of(AuditCall call) =>
        [.. _places[(call.Project, call.Path, call.Line, call.Column)].OrderBy(static one => Rank(one.Severity)).ThenBy(static one => one.Rule, StringComparer.Ordinal).DistinctBy(static one => one.Rule)];

    public static int Rank(string severity) => severity switch
    {
        AuditViolation.Error => 0,
        AuditViolation.Warning => 1,
        _ => 2,
    };
}
