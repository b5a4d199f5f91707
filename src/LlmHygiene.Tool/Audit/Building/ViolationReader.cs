using System.Globalization;
using LlmHygiene.Tool.Audit.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Reads a diagnostic of a rule, with its severity in the project.</summary>
internal static class ViolationReader
{
    public static AuditViolation Read(Diagnostic diagnostic, string project, AuditPaths paths)
    {
        var at = diagnostic.Location.GetMappedLineSpan();
        var isPlace = at.IsValid && at.Path.Length > 0;
        return new AuditViolation(
            diagnostic.Id,
            diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => AuditViolation.Error,
                DiagnosticSeverity.Warning => AuditViolation.Warning,
                _ => AuditViolation.Suggestion,
            },
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            project,
            isPlace ? paths.Of(at.Path) : project,
            isPlace ? at.StartLinePosition.Line + 1 : 1,
            isPlace ? at.StartLinePosition.Character + 1 : 1,
            MemberNames.At(diagnostic.Location)
        );
    }
}
