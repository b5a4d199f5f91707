using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Common;

/// <summary>The MSBuild properties that the package makes visible to the compiler.</summary>
internal static class BuildProperties
{
    private const string Prefix = "build_property.";

    /// <summary>The folder of the project, with a trailing separator.</summary>
    public static string? ProjectDirectory(AnalyzerConfigOptions globalOptions) => Value(globalOptions, "ProjectDir");

    public static string? RootNamespace(AnalyzerConfigOptions globalOptions) => Value(globalOptions, "RootNamespace");

    public static string? TargetFramework(AnalyzerConfigOptions globalOptions) => Value(globalOptions, "TargetFramework");

    /// <summary>The path of the project's lock, which may not exist yet.</summary>
    public static string? PromptLockPath(AnalyzerConfigOptions globalOptions) => Value(globalOptions, "_LlmPromptLockPath");

    /// <summary>False when the project has turned the generator off.</summary>
    public static bool IsGeneratorEnabled(AnalyzerConfigOptions globalOptions) =>
        !string.Equals(Value(globalOptions, "LlmHygieneGenerator"), "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the calls of the project are measured by interceptors.</summary>
    public static bool IsIntercepting(AnalyzerConfigOptions globalOptions) =>
        string.Equals(Value(globalOptions, "LlmHygieneIntercept"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The version whose findings the project gets.</summary>
    public static HygieneLevel Level(AnalyzerConfigOptions globalOptions) => HygieneLevels.Parse(Value(globalOptions, "LlmHygieneLevel"));

    // A property that a project does not set exists and is empty.
    private static string? Value(AnalyzerConfigOptions globalOptions, string name) =>
        globalOptions.TryGetValue(Prefix + name, out var value) && value.Length > 0 ? value : null;
}
