namespace LlmHygiene.Tool.Audit.Model;

/// <summary>A violation that a rule reports.</summary>
/// <param name="Severity">The severity in the project: <c>error</c>, <c>warning</c> or <c>suggestion</c>.</param>
/// <param name="Member">The member that contains it; empty in a file that is not code.</param>
/// <param name="Frameworks">The target frameworks in which it is found; null for all.</param>
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

    /// <summary>Whether it affects the exit code; a suggestion does not.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Counts => Severity is Error or Warning;
}
