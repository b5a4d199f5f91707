using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>What was read and what could not be.</summary>
/// <param name="FirstBroken">File, line and error of the first broken line.</param>
internal sealed record InputSummary(int Files, long Lines, long BrokenLines, string? FirstBroken, long Spans, long Points);

/// <summary>Reads all files into the store, line by line.</summary>
internal sealed class TelemetryFiles(UsageStore store)
{
    private readonly OtlpLine _line = new();
    private long _lines;
    private long _broken;
    private long _spans;
    private long _points;
    private string? _firstBroken;

    public InputSummary Read(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
            ReadFile(file, cancellationToken);
        return new InputSummary(files.Count, _lines, _broken, _firstBroken, _spans, _points);
    }

    private void ReadFile(string file, CancellationToken cancellationToken)
    {
        var last = 0L;
        var shown = file == InputFiles.StandardInput ? "standard input" : DisplayPath.Of(file);
        using var stream =
            file == InputFiles.StandardInput
                ? Console.OpenStandardInput()
                : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        try
        {
            TelemetryStream.Read(stream, Handle, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            // The rest of damaged compressed data is lost; the lines before it count.
            _lines++;
            AddBroken(shown, last + 1, "the compressed data is damaged or cut off");
        }

        void Handle(ReadOnlySpan<byte> line, long number)
        {
            last = number;
            _lines++;
            if (line.IsEmpty)
            {
                AddBroken(shown, number, "the line is too long");
                return;
            }

            if (_line.Read(line) is { } error)
                AddBroken(shown, number, error);
            foreach (var span in _line.Spans)
                store.Add(span);
            foreach (var point in _line.Points)
                store.Add(point);
            _spans += _line.Spans.Count;
            _points += _line.Points.Count;
        }
    }

    private void AddBroken(string file, long line, string error)
    {
        _broken++;
        _firstBroken ??= $"{file}({line}): {error}";
    }
}
