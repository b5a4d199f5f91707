using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Projects;

/// <summary>An additional file of a project.</summary>
internal sealed class ProjectFile(string path) : AdditionalText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Lazy<SourceText?> _text = new(() => Read(path));

    public override string Path { get; } = path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text.Value;

    // As the compiler does: first as UTF-8 without a wrong byte, so that a file in another encoding is known as one.
    private static SourceText? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = File.OpenRead(path);
        try
        {
            return SourceText.From(stream, s_strict);
        }
        catch (DecoderFallbackException)
        {
            stream.Position = 0;
            return SourceText.From(stream, Encoding.UTF8);
        }
    }
}
