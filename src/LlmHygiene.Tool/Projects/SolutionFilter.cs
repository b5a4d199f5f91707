using System.Text.Json;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Projects;

/// <summary>A solution filter (<c>.slnf</c>): some projects of a solution. Not every SDK lists them, so the file is read here.</summary>
internal static class SolutionFilter
{
    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static IReadOnlyList<string> Projects(string path)
    {
        JsonDocument filter;
        try
        {
            filter = JsonDocument.Parse(File.ReadAllText(path), s_options);
        }
        catch (JsonException error)
        {
            throw new BadInputException($"'{path}' is not a solution filter: {error.Message}");
        }

        using (filter)
        {
            if (
                filter.RootElement.ValueKind != JsonValueKind.Object
                || !filter.RootElement.TryGetProperty("solution", out var solution)
                || solution.ValueKind != JsonValueKind.Object
                || !solution.TryGetProperty("path", out var file)
                || file.ValueKind != JsonValueKind.String
            )
                throw new BadInputException(
                    $"'{path}' names no solution. Write it as in {{ \"solution\": {{ \"path\": \"Shop.sln\" }} }}."
                );

            // The projects are relative to the solution.
            var full = FullPath(file.GetString()!, Path.GetDirectoryName(path)!);
            if (!File.Exists(full))
                throw new BadInputException($"'{path}' is a filter of the solution '{full}', which does not exist.");
            return solution.TryGetProperty("projects", out var projects) && projects.ValueKind == JsonValueKind.Array
                ?
                [
                    .. projects
                        .EnumerateArray()
                        .Where(static one => one.ValueKind == JsonValueKind.String)
                        .Select(one => FullPath(one.GetString()!, Path.GetDirectoryName(full)!)),
                ]
                : throw new BadInputException($"'{path}' has no list of projects.");
        }
    }

    private static string FullPath(string path, string folder) => Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), folder);
}
