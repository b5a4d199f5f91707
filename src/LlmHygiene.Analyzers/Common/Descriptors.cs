using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Creates rule descriptors; the help link is derived from the ID.</summary>
internal static class Descriptors
{
    public const string ModelCategory = "LlmHygiene.Model";
    public const string PromptCategory = "LlmHygiene.Prompt";
    public const string TelemetryCategory = "LlmHygiene.Telemetry";
    public const string CostCategory = "LlmHygiene.Cost";
    public const string ResilienceCategory = "LlmHygiene.Resilience";
    public const string SecurityCategory = "LlmHygiene.Security";
    public const string InventoryCategory = "LlmHygiene.Inventory";

    /// <summary>The beginning of the tag with the weakness that a rule finds, as code scanning reads it from SARIF.</summary>
    public const string CweTag = "external/cwe/cwe-";

    // Release tracking (RS2000 and following) finds the first parameter by name.
    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string message,
        string category,
        DiagnosticSeverity severity,
        string description,
        bool enabled = true,
        params string[] tags
    ) => new(id, title, message, category, severity, enabled, description, RepositoryLinks.Rules + id + ".md", tags);
}
