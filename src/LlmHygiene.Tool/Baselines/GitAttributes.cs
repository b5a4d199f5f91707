using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Baselines;

/// <summary>Makes git keep the lines of both sides when two branches change a baseline.</summary>
internal static class GitAttributes
{
    private const string Name = ".gitattributes";
    private const string Line = BaselineFile.Name + " merge=union";

    /// <returns>The file with the new line; null without a repository, or if it already specifies how a baseline is merged.</returns>
    public static string? Ensure(string baseline)
    {
        var folder = Path.GetDirectoryName(baseline)!;
        var isSpecified = false;
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            isSpecified |= Specifies(Path.Combine(at.FullName, Name));

            // In a worktree and in a submodule it is a file.
            if (!Path.Exists(Path.Combine(at.FullName, ".git")))
                continue;
            if (isSpecified)
                return null;
            var file = Path.Combine(folder, Name);
            var text = File.Exists(file) ? File.ReadAllText(file) : "";
            AtomicFile.Write(file, text + (text.Length == 0 || text.EndsWith('\n') ? "" : "\n") + Line + "\n");
            return file;
        }

        return null;
    }

    private static bool Specifies(string file) =>
        File.Exists(file)
        && File.ReadLines(file)
            .Any(static line =>
                line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var pattern, .. var attributes]
                && (pattern.EndsWith(BaselineFile.Name, StringComparison.Ordinal) || pattern == "*.baseline")
                && attributes.Any(static attribute =>
                    attribute.TrimStart('-', '!') is var name && (name == "merge" || name.StartsWith("merge=", StringComparison.Ordinal))
                )
            );
}
