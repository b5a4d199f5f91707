using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>Which rules are on in a file, so that nothing is computed for rules that are off.</summary>
internal static class Severities
{
    /// <summary>False when the compiler would drop the rule's diagnostics in the file; true in case of doubt.</summary>
    public static bool IsOn(DiagnosticDescriptor rule, Compilation compilation, SyntaxTree tree, CancellationToken cancellation)
    {
        var isOff = !rule.IsEnabledByDefault;
        if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var severity) && !IsSuppressed(severity))
            return true;
        if (compilation.Options.SyntaxTreeOptionsProvider is not { } options)
            return !isOff;
        if (options.TryGetDiagnosticValue(tree, rule.Id, cancellation, out severity) && !IsSuppressed(severity))
            return true;
        if (options.TryGetGlobalDiagnosticValue(rule.Id, cancellation, out severity) && !IsSuppressed(severity))
            return true;
        return !isOff;

        bool IsSuppressed(ReportDiagnostic value)
        {
            isOff |= value == ReportDiagnostic.Suppress;
            return value == ReportDiagnostic.Suppress;
        }
    }
}
