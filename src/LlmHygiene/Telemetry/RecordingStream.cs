namespace LlmHygiene;

/// <summary>Writes to the stream that the caller copies a body to, and keeps what is written.</summary>
internal sealed class RecordingStream(Stream target, BodyRecorder recorder) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        recorder.Observe(buffer.AsSpan(offset, count));
        target.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        recorder.Observe(buffer.AsSpan(offset, count));
        return target.WriteAsync(buffer, offset, count, cancellationToken);
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        recorder.Observe(buffer.Span);
        return target.WriteAsync(buffer, cancellationToken);
    }
#endif

    public override void Flush() => target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
