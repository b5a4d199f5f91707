namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>A folder that is deleted after its test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("llm-hygiene #1 ").FullName;

    public string With(string path, string text)
    {
        var full = Full(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public string Read(string path) => File.ReadAllText(Full(path));

    public string Full(string path) => System.IO.Path.Combine(Path, path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
