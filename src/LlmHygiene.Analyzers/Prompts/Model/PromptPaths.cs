using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>Determines which additional files are prompts, and their paths in the project.</summary>
internal static class PromptPaths
{
    private const string Metadata = "build_metadata.AdditionalFiles.";
    private const string PromptsFolder = "Prompts";

    private const string PromptyExtension = ".prompty";

    private static readonly string[] s_extensions = [".prompt.yml", ".prompt.yaml", PromptyExtension];
    private static readonly string[] s_partialExtensions = [".partial.md", ".partial.txt"];

    public static bool IsPrompt(AdditionalText file, AnalyzerConfigOptions options) =>
        HasPromptExtension(file.Path)
        || (options.TryGetValue(Metadata + "LlmPrompt", out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The format of the file. It follows from the name, also where the project lists the file.</summary>
    public static PromptFormat Format(string path) =>
        path.EndsWith(PromptyExtension, StringComparison.OrdinalIgnoreCase) ? PromptFormat.Prompty : PromptFormat.PromptYaml;

    /// <summary>True when the file is a text that prompts can include.</summary>
    public static bool IsPartial(AdditionalText file, AnalyzerConfigOptions options) =>
        !IsPrompt(file, options)
        && (
            HasPartialExtension(file.Path)
            || (
                options.TryGetValue(Metadata + "LlmPartial", out var value)
                && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>The name of a partial in templates: its path below 'Prompts' without the extension.</summary>
    public static string PartialName(AdditionalText file, AnalyzerConfigOptions options, AnalyzerConfigOptions globalOptions) =>
        PartialName(RelativePath(file, options, globalOptions));

    /// <param name="path">The path relative to the project, with '/' between its parts.</param>
    public static string PartialName(string path)
    {
        var parts = path.Split('/');
        var prompts = Array.FindIndex(parts, static part => string.Equals(part, PromptsFolder, StringComparison.OrdinalIgnoreCase));
        if (prompts >= 0 && prompts < parts.Length - 1)
            path = string.Join("/", parts.Skip(prompts + 1));

        var extension = PartialExtension(path)?.Length ?? path.Length - path.LastIndexOf('.');
        return path.Substring(0, extension <= path.Length ? path.Length - extension : path.Length);
    }

    /// <summary>The path relative to the project, with '/' between its parts and including the file name.</summary>
    public static string RelativePath(AdditionalText file, AnalyzerConfigOptions options, AnalyzerConfigOptions globalOptions)
    {
        var path = file.Path.Replace('\\', '/');
        if (options.TryGetValue(Metadata + "LlmPromptPath", out var given) && IsWhole(given.Replace('\\', '/'), path))
            return Clean(given.Replace('\\', '/'));
        if (BuildProperties.ProjectDirectory(globalOptions) is { } project && Below(project.Replace('\\', '/'), path) is { } below)
            return below;
        return FromPromptsFolder(path);
    }

    public static bool HasPartialExtension(string path) => PartialExtension(path) is not null;

    private static bool HasPromptExtension(string path) =>
        Array.Exists(s_extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static string? PartialExtension(string path) =>
        Array.Find(s_partialExtensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    // The compiler truncates such values at '#': a value that does not end with the file name is only the start of a path.
    private static bool IsWhole(string given, string path) =>
        given.Length > 0
        && given[0] != '/'
        && given.IndexOf(':') < 0
        && (
            HasPromptExtension(given)
            || HasPartialExtension(given)
            || string.Equals(FileName(given), FileName(path), StringComparison.OrdinalIgnoreCase)
        );

    private static string? Below(string folder, string path) =>
        folder.EndsWith("/", StringComparison.Ordinal)
        && path.Length > folder.Length
        && path.StartsWith(folder, StringComparison.OrdinalIgnoreCase)
            ? path.Substring(folder.Length)
            : null;

    private static string FromPromptsFolder(string path)
    {
        var parts = path.Split('/');
        for (var i = parts.Length - 2; i >= 0; i--)
            if (string.Equals(parts[i], PromptsFolder, StringComparison.OrdinalIgnoreCase))
                return string.Join("/", parts.Skip(i));
        return FileName(path);
    }

    private static string Clean(string path) => string.Join("/", path.Split('/').Where(static part => part is not ("" or "." or "..")));

    private static string FileName(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
