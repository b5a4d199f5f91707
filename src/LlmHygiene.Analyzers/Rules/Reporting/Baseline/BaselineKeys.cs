using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>
/// How <c>llm-hygiene baseline</c> gets the keys of violations. When it requests them, all violations are reported, including those in the
/// baseline, each with its key in the properties, and every stale entry of any framework as LLMH0002.
/// </summary>
internal static class BaselineKeys
{
    /// <summary>Set to <c>true</c> in the global options of the compilation to request the keys. Not for users.</summary>
    public const string Option = "llmhygiene_tool.baseline_keys";

    private const string Property = "baselineKey";

    public static bool AreRequested(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Option, out var value) && value == "true";

    /// <summary>The key of a violation or of a stale entry; null if a baseline cannot hold the diagnostic.</summary>
    public static string? Of(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(Property, out var key) ? key : null;

    public static ImmutableDictionary<string, string?> PropertiesFor(string key) =>
        ImmutableDictionary<string, string?>.Empty.Add(Property, key);

    /// <summary>The same diagnostic with its key.</summary>
    public static Diagnostic With(Diagnostic diagnostic, string key) =>
        Diagnostic.Create(
            diagnostic.Id,
            diagnostic.Descriptor.Category,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            diagnostic.Severity,
            diagnostic.DefaultSeverity,
            diagnostic.Descriptor.IsEnabledByDefault,
            diagnostic.WarningLevel,
            diagnostic.IsSuppressed,
            diagnostic.Descriptor.Title,
            diagnostic.Descriptor.Description,
            diagnostic.Descriptor.HelpLinkUri,
            diagnostic.Location,
            diagnostic.AdditionalLocations,
            diagnostic.Descriptor.CustomTags,
            diagnostic.Properties.SetItem(Property, key)
        );
}
