namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>The C# files that people write, without what a build puts beside them.</summary>
internal static class SourceFiles
{
    public static IEnumerable<string> Below(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split('/', '\\').Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal);
}
