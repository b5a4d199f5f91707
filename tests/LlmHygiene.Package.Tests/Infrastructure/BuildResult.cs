using System.Text.RegularExpressions;

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The output of a <c>dotnet</c> command, and every warning and error in it.</summary>
internal sealed partial record BuildResult(string Folder, int ExitCode, string Output)
{
    /// <summary>Findings such as <c>Program.cs(4): warning LLMH1002</c>, with every ID, so that nothing unexpected is overlooked.</summary>
    public IReadOnlyList<string> Findings => [.. Places.Select(place => $"{place.File}({place.Line}): {place.Severity} {place.Id}")];

    /// <summary>As <see cref="Findings"/>, with columns.</summary>
    public IReadOnlyList<string> FindingsWithColumns =>
        [.. Places.Select(place => $"{place.File}({place.Line},{place.Column}): {place.Severity} {place.Id}")];

    private IEnumerable<Place> Places =>
        FindingLine()
            .Matches(Output)
            .Select(match => new Place(
                Path.GetRelativePath(Folder, Path.Combine(Folder, match.Groups["file"].Value)).Replace('\\', '/'),
                Number(match.Groups["line"]),
                Number(match.Groups["column"]),
                match.Groups["severity"].Value,
                match.Groups["id"].Value
            ))
            .Distinct()
            .OrderBy(place => place.File, StringComparer.Ordinal)
            .ThenBy(place => place.Line)
            .ThenBy(place => place.Column)
            .ThenBy(place => place.Id, StringComparer.Ordinal);

    public BuildResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"The command failed with exit code {ExitCode}:\n{Output}");
        return this;
    }

    public BuildResult Failed()
    {
        Assert.True(ExitCode != 0, $"The command should have failed:\n{Output}");
        return this;
    }

    /// <summary>Asserts exactly these findings; on any difference, the whole output is shown.</summary>
    public BuildResult Reports(params string[] expected)
    {
        Assert.True(expected.SequenceEqual(Findings), $"Expected:\n{Lines(expected)}\nFound:\n{Lines(Findings)}\nOutput:\n{Output}");
        return this;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.DefaultIfEmpty("(nothing)"));

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan) : 0;

    [GeneratedRegex(
        @"^\s*(?<file>[^\n]+?)\s*(\((?<line>\d+),(?<column>\d+)(,\d+,\d+)?\)\s*)?: (?<severity>warning|error) (?<id>[A-Z]+\d+)?\s*:",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex FindingLine();

    private sealed record Place(string File, int Line, int Column, string Severity, string Id);
}
