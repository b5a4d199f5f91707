using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Projects;

/// <summary>An additional file of a project.</summary>
internal sealed class ProjectFile(string path) : AdditionalText
{
    private readonly Lazy<SourceText?> _text = new(() => Read(path));

    public override string Path { get; } = path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text.Value;

    private static SourceText? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = File.OpenRead(path);
        return SourceText.From(stream);
    }
}
