using System.Buffers.Binary;
using System.IO.Compression;
using ZstdSharp;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Receives the lines of a file one by one.</summary>
internal delegate void LineHandler(ReadOnlySpan<byte> line, long number);

/// <summary>
/// Reads the JSON values of a file. Its first bytes determine the format: lines, plain or compressed with gzip or zstd, or the
/// format of the collector's file exporter with <c>compression: zstd</c>, where each value is preceded by its length.
/// </summary>
internal static class TelemetryStream
{
    private const int MaxValueLength = 512 * 1024 * 1024;

    public static void Read(Stream stream, LineHandler handle, CancellationToken cancellationToken)
    {
        var start = new byte[8];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var head = start.AsSpan(0, length);
        var whole = new HeadedStream(head.ToArray(), stream);

        if (head.StartsWith(Gzip))
            Lines(new GZipStream(whole, CompressionMode.Decompress), handle, cancellationToken);
        else if (head.StartsWith(Zstd))
            Lines(new DecompressionStream(whole), handle, cancellationToken);
        else if (head.Length == 8 && (head[4..].StartsWith(Zstd) || (head[0] == 0 && head[4] == '{')))
            Values(whole, handle, cancellationToken);
        else
            Lines(whole, handle, cancellationToken);
    }

    private static ReadOnlySpan<byte> Gzip => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> Zstd => [0x28, 0xb5, 0x2f, 0xfd];

    private static void Lines(Stream stream, LineHandler handle, CancellationToken cancellationToken)
    {
        using (stream)
            new LineReader(stream, MaxValueLength).Read(handle, cancellationToken);
    }

    private static void Values(Stream stream, LineHandler handle, CancellationToken cancellationToken)
    {
        using var decompressor = new Decompressor();
        var prefix = new byte[4];
        for (long number = 1; stream.ReadAtLeast(prefix, 4, throwOnEndOfStream: false) == 4; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
            if (length > MaxValueLength)
                throw new InvalidDataException($"the length of value {number} cannot be right");
            var value = new byte[length];
            if (stream.ReadAtLeast(value, value.Length, throwOnEndOfStream: false) < value.Length)
                throw new EndOfStreamException($"value {number} is cut off");
            handle(value.AsSpan().StartsWith(Zstd) ? decompressor.Unwrap(value) : value, number);
        }
    }
}
