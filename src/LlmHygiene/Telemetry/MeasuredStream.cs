namespace LlmHygiene;

/// <summary>The stream of a body that arrives late. It is the same stream, and keeps what the caller reads.</summary>
internal sealed class MeasuredStream(Stream inner, BodyRecorder recorder) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanTimeout => inner.CanTimeout;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            var read = inner.Read(buffer, offset, count);
            return Recorded(buffer.AsSpan(offset, read), count);
        }
        catch (Exception error)
        {
            recorder.Fail(error, default);
            throw;
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            return Recorded(buffer.AsSpan(offset, read), count);
        }
        catch (Exception error)
        {
            recorder.Fail(error, cancellationToken);
            throw;
        }
    }

#if NET
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = inner.Read(buffer);
            return Recorded(buffer.Slice(0, read), buffer.Length);
        }
        catch (Exception error)
        {
            recorder.Fail(error, default);
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Recorded(buffer.Span.Slice(0, read), buffer.Length);
        }
        catch (Exception error)
        {
            recorder.Fail(error, cancellationToken);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        recorder.Leave();
        GC.SuppressFinalize(this);
    }
#endif

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            recorder.Leave();
        }

        base.Dispose(disposing);
    }

    // Nothing read although something was asked for: the end.
    private int Recorded(ReadOnlySpan<byte> read, int asked)
    {
        if (read.IsEmpty && asked > 0)
            recorder.End();
        else
            recorder.Observe(read);
        return read.Length;
    }
}
