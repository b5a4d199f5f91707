namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>The C# files that people write, without the output of a build and without golden files.</summary>
internal static class SourceFiles
{
    public static IEnumerable<string> Below(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Where(path => !Path.GetRelativePath(folder, path).Split('/', '\\').Any(part => part is "obj" or "bin" or "Golden"))
            .Order(StringComparer.Ordinal);
}
