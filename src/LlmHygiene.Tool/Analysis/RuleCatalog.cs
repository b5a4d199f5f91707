using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Analysis;

/// <summary>Every rule that can report a violation, by id.</summary>
internal static class RuleCatalog
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. ProjectAnalysis
            .Analyzers()
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .Where(static rule => rule.Id != RuleIds.CallInventory)
            .DistinctBy(static rule => rule.Id, StringComparer.Ordinal)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    public static string Title(string id) =>
        All.FirstOrDefault(rule => rule.Id == id)?.Title.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public static string? Help(string id) => All.FirstOrDefault(rule => rule.Id == id)?.HelpLinkUri;
}
