using System.Collections.Frozen;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The violations of each call.</summary>
internal sealed class ViolationIndex
{
    // These rules report within the call.
    private static readonly FrozenSet<string> s_rules = new LlmCallAnalyzer()
        .SupportedDiagnostics.Select(static rule => rule.Id)
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<(string Project, string Path, int Line, int Column), List<AuditViolation>> _calls = [];

    public ViolationIndex(AuditReport report)
    {
        // The calls of a file in the order of the code.
        var files = report
            .Calls.GroupBy(static call => (call.Project, call.Path))
            .ToDictionary(
                static file => file.Key,
                static file => file.OrderBy(static call => call.Line).ThenBy(static call => call.Column).ToList()
            );
        foreach (var violation in report.Violations)
        {
            if (!files.TryGetValue((violation.Project, violation.Path), out var calls) || Call(calls, violation) is not { } call)
                continue;
            if (!_calls.TryGetValue(Key(call), out var violations))
                _calls.Add(Key(call), violations = []);
            violations.Add(violation);
        }
    }

    /// <summary>One violation of each rule, the most severe first.</summary>
    public IReadOnlyList<AuditViolation> Of(AuditCall call) =>
        _calls.TryGetValue(Key(call), out var violations)
            ?
            [
                .. violations
                    .OrderBy(static one => Rank(one.Severity))
                    .ThenBy(static one => one.Rule, StringComparer.Ordinal)
                    .DistinctBy(static one => one.Rule),
            ]
            : [];

    public static int Rank(string severity) =>
        severity switch
        {
            AuditViolation.Error => 0,
            AuditViolation.Warning => 1,
            _ => 2,
        };

    /// <summary>The last call in the same member that starts no later; for a rule about other things, only at the same position.</summary>
    private static AuditCall? Call(List<AuditCall> calls, AuditViolation violation)
    {
        var call = calls.FindLast(call => (call.Line, call.Column).CompareTo((violation.Line, violation.Column)) <= 0);
        if (call is null)
            return null;
        return
            (call.Line, call.Column) == (violation.Line, violation.Column)
            || (s_rules.Contains(violation.Rule) && call.Member == violation.Member)
            ? call
            : null;
    }

    private static (string Project, string Path, int Line, int Column) Key(AuditCall call) =>
        (call.Project, call.Path, call.Line, call.Column);
}
