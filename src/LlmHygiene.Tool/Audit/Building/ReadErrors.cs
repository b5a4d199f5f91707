using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Makes short reasons of what MSBuild and the compiler say of a project that cannot be read.</summary>
internal static partial class ReadErrors
{
    private const int Shown = 3;
    private const int MaxLength = 400;

    /// <summary>The errors of a restore, by the project that each is about; those about none are under the empty name.</summary>
    public static ILookup<string, string> ByProject(string said) =>
        Lines(said).ToLookup(static line => line.Project, static line => line.Text, StringComparer.Ordinal);

    /// <summary>The first errors of what MSBuild said; all of it where none can be told from the rest.</summary>
    public static string Short(string said, AuditPaths paths)
    {
        var errors = Lines(said).Select(static line => line.Text).Distinct().ToList();
        return Clean(errors.Count > 0 ? Join(errors) : said, paths);
    }

    public static string Join(IReadOnlyCollection<string> errors) =>
        string.Join(" ", errors.Take(Shown))
        + (errors.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" And {errors.Count - Shown} more.") : "");

    /// <summary>On one line, with no path of this machine.</summary>
    public static string Clean(string text, AuditPaths paths)
    {
        var line = Spaces().Replace(text, " ").Trim();
        var folder = paths.Folder + Path.DirectorySeparatorChar;
        line = line.Replace(folder, "", StringComparison.Ordinal);
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }

    public static string Of(IReadOnlyCollection<Diagnostic> errors, AuditPaths paths)
    {
        var count = errors.Count == 1 ? "one error" : string.Create(CultureInfo.InvariantCulture, $"{errors.Count} errors");
        var first = errors
            .OrderBy(static error => error.Location.GetMappedLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(static error => error.Location.GetMappedLineSpan().StartLinePosition)
            .ThenBy(static error => error.Id, StringComparer.Ordinal)
            .Select(error => Text(error, paths))
            .Distinct()
            .ToList();
        return $"It does not compile ({count}), so that calls and violations may be missing. {Join(first)}";
    }

    private static string Text(Diagnostic error, AuditPaths paths)
    {
        var at = error.Location.GetMappedLineSpan();
        var message = $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}.";
        return at.Path is not { Length: > 0 } path
            ? message
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(Path.IsPathRooted(path) ? paths.Of(path) : path.Replace('\\', '/'))}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1}): {message}"
            );
    }

    private static IEnumerable<(string Project, string Text)> Lines(string said)
    {
        foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var error = ErrorLine().Match(line);
            if (!error.Success)
                continue;
            var (file, project) = (error.Groups["file"].Value, error.Groups["project"].Value);
            yield return (
                file.EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? file : project,
                $"{error.Groups["code"].Value}: {error.Groups["text"].Value}"
            );
        }
    }

    [GeneratedRegex(
        @"^(?<file>.+?)(\(\d+(,\d+)*\))?\s*:\s+error\s+(?<code>\w+)\s*:\s+(?<text>.*?)(\s+\[(?<project>[^\[\]]+)\])?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
