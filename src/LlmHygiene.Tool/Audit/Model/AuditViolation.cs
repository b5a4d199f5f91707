namespace LlmHygiene.Tool.Audit.Model;

/// <summary>Something that a rule reports.</summary>
/// <param name="Severity">What the project makes of it: <c>error</c>, <c>warning</c> or <c>suggestion</c>.</param>
/// <param name="Member">The member around it; empty in a file that is no code.</param>
/// <param name="Frameworks">Null when it is so in all.</param>
internal sealed record AuditViolation(
    string Rule,
    string Severity,
    string Message,
    string Project,
    string Path,
    int Line,
    int Column,
    string Member,
    IReadOnlyList<string>? Frameworks = null
)
{
    public const string Error = "error";
    public const string Warning = "warning";
    public const string Suggestion = "suggestion";

    /// <summary>A suggestion is no violation that a command ends with.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Counts => Severity is Error or Warning;
}
