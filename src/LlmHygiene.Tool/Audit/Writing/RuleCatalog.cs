using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Audit;

/// <summary>Every rule that can report a violation, by id.</summary>
internal static class RuleCatalog
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(LlmCallAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .SelectMany(static type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .Where(static rule => rule.Id != RuleIds.CallInventory)
            .DistinctBy(static rule => rule.Id, StringComparer.Ordinal)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    public static string Title(string id) => All.FirstOrDefault(rule => rule.Id == id)?.Title.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public static string? Help(string id) => All.FirstOrDefault(rule => rule.Id == id)?.HelpLinkUri;
}
