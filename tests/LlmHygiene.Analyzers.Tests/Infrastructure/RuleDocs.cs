using System.Reflection;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Every rule that the analyzer assembly reports, by id.</summary>
internal static class RuleDocs
{
    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
    [
        .. typeof(LlmCallAnalyzer)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            // A rule about calls and prompt files is reported by two analyzers; two rules with the same ID stay separate.
            .Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public static string PathOf(string id) => Path.Combine(TestReferences.RepositoryRoot, "docs", "rules", id + ".md");

    /// <summary>The rules that have a code fix.</summary>
    public static IReadOnlySet<string> Fixable { get; } =
        Providers.SelectMany(provider => provider.FixableDiagnosticIds).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<LlmCodeFixProvider> Providers =>
        typeof(LlmCodeFixProvider)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LlmCodeFixProvider)) && !type.IsAbstract)
            .Select(type => (LlmCodeFixProvider)Activator.CreateInstance(type)!);

    public static string SeverityOf(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity == DiagnosticSeverity.Info ? "Suggestion" : rule.DefaultSeverity.ToString();
}
