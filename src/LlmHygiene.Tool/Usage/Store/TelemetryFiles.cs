using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>What was read, and what could not be.</summary>
/// <param name="FirstBroken">File, line and what is wrong there, of the first line that is broken.</param>
internal sealed record InputSummary(int Files, long Lines, long BrokenLines, string? FirstBroken, long Spans, long Points);

/// <summary>Reads all files into the store, a line at a time.</summary>
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
            // Compressed data that is cut off or damaged ends here; what came before counts.
            _lines++;
            Break(shown, last + 1, "the compressed data is damaged or cut off");
        }

        void Handle(ReadOnlySpan<byte> line, long number)
        {
            last = number;
            _lines++;
            if (line.IsEmpty)
            {
                Break(shown, number, "the line is too long");
                return;
            }

            if (_line.Read(line) is { } why)
                Break(shown, number, why);
            foreach (var span in _line.Spans)
                store.Add(span);
            foreach (var point in _line.Points)
                store.Add(point);
            _spans += _line.Spans.Count;
            _points += _line.Points.Count;
        }
    }

    private void Break(string file, long line, string why)
    {
        _broken++;
        _firstBroken ??= $"{file}({line}): {why}";
    }
}
