using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>The files of the arguments: a file, all telemetry files of a folder, a file name with a pattern, or <c>-</c>.</summary>
internal static class InputFiles
{
    public const string StandardInput = "-";

    private static readonly string[] s_extensions =
    [
        ".json",
        ".jsonl",
        ".ndjson",
        ".json.gz",
        ".jsonl.gz",
        ".ndjson.gz",
        ".json.zst",
        ".jsonl.zst",
        ".ndjson.zst",
    ];

    public static IReadOnlyList<string> Find(IEnumerable<string> arguments)
    {
        var files = new List<string>();
        foreach (var argument in arguments)
        {
            var found = argument == StandardInput ? [StandardInput] : Of(argument);
            if (found.Count == 0)
                throw new BadInputException(
                    $"'{argument}' has no telemetry files. "
                        + "Specify files with OTLP JSON lines, such as the collector's file exporter writes."
                );
            files.AddRange(found);
        }

        return [.. files.Distinct(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> Of(string argument)
    {
        if (File.Exists(argument))
            return [Path.GetFullPath(argument)];
        if (Directory.Exists(argument))
        {
            return
            [
                .. Directory
                    .EnumerateFiles(argument, "*", SearchOption.AllDirectories)
                    .Where(static path =>
                        Array.Exists(s_extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                    )
                    .Select(Path.GetFullPath)
                    .Order(StringComparer.Ordinal),
            ];
        }

        var name = Path.GetFileName(argument);
        var folder = Path.GetDirectoryName(argument) is { Length: > 0 } parent ? parent : ".";
        if (!name.AsSpan().ContainsAny('*', '?'))
            throw new BadInputException($"There is no file or folder '{argument}'.");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, name).Select(Path.GetFullPath).Order(StringComparer.Ordinal)]
            : [];
    }
}
