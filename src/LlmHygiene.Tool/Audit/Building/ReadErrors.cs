using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using static System.FormattableString;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Shortens the errors of MSBuild and the compiler to the reason why a project could not be read.</summary>
internal static partial class ReadErrors
{
    private const int Shown = 3;
    private const int MaxLength = 400;

    /// <summary>The errors of a restore by project; those without a project are under the empty name.</summary>
    public static ILookup<string, string> ByProject(string output) =>
        Lines(output).ToLookup(static line => line.Project, static line => line.Text, StringComparer.Ordinal);

    /// <summary>The first errors in the output of MSBuild; the complete output if it contains no recognizable error.</summary>
    public static string Short(string output, AuditPaths paths)
    {
        var errors = Lines(output).Select(static line => line.Text).Distinct().ToList();
        return Clean(errors.Count > 0 ? Join(errors) : output, paths);
    }

    public static string Join(IReadOnlyCollection<string> errors) =>
        string.Join(" ", errors.Take(Shown))
        + (errors.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" And {errors.Count - Shown} more.") : "");

    /// <summary>On one line, without paths of this machine.</summary>
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
        return $"It does not compile ({count}), so calls and violations may be missing. {Join(first)}";
    }

    private static string Text(Diagnostic error, AuditPaths paths)
    {
        var at = error.Location.GetMappedLineSpan();
        var message = $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}.";
        if (at.Path is not { Length: > 0 } path)
            return message;
        var file = Path.IsPathRooted(path) ? paths.Of(path) : path.Replace('\\', '/');
        return Invariant($"{file}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1}): {message}");
    }

    private static IEnumerable<(string Project, string Text)> Lines(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
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
