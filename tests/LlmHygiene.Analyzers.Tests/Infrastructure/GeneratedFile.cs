namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A file, or a part of one, that is generated from the rules: tests compare it, and the docs update writes it.</summary>
internal static class GeneratedFile
{
    /// <summary>The command of the docs update, as the generated files show it.</summary>
    public const string Command = "UPDATE_DOCS=1 dotnet test tests/LlmHygiene.Analyzers.Tests --filter FullyQualifiedName~Docs";

    public static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    /// <summary>The whole file.</summary>
    public static void Verify(string path, string expected)
    {
        if (IsUpdate)
            Write(path, expected);
        else
            Assert.Equal(expected, Read(path));
    }

    /// <summary>The text between two markers, each of which occurs once.</summary>
    public static void Verify(string path, string begin, string end, string expected)
    {
        var text = Read(path);
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{path} has no {begin}");
        start += begin.Length;
        var stop = end.Length == 0 ? text.Length : text.IndexOf(end, start, StringComparison.Ordinal);
        Assert.True(stop >= 0, $"{path} has no {end}");
        if (IsUpdate)
            Write(path, text[..start] + expected + text[stop..]);
        else
            Assert.Equal(expected, text[start..stop]);
    }

    public static string Read(string path)
    {
        Assert.True(File.Exists(path), $"{path} is missing. Run: {Command}");
        return File.ReadAllText(path).ReplaceLineEndings("\n");
    }

    private static void Write(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != text)
            File.WriteAllText(path, text);
    }
}
