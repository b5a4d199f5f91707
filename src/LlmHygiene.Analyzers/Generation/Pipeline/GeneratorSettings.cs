using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>What the project says about its prompts.</summary>
/// <param name="RootNamespace">Null when the project does not say.</param>
internal sealed record GeneratorSettings(bool IsEnabled, string? RootNamespace)
{
    public static GeneratorSettings From(AnalyzerConfigOptions options) =>
        new(
            IsEnabled: !options.TryGetValue("build_property.LlmHygieneGenerator", out var value)
                || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase),
            RootNamespace: options.TryGetValue("build_property.RootNamespace", out var name) && name.Length > 0 ? name : null
        );
}
