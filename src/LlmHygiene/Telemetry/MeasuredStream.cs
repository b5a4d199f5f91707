namespace LlmHygiene;

/// <summary>A stream that keeps what the caller reads, so that usage and model can be read at its end.</summary>
internal sealed class MeasuredStream(Stream inner, InterceptedCall call) : Stream
{
    // Responses of models have some kilobytes; embeddings of a batch some megabytes. Of a longer body, usage and model are not read.
    private const int MaxKept = 8 * 1024 * 1024;

    private readonly MemoryStream _kept = new();
    private bool _isTooLong;
    private bool _hasEnded;

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
            Observe(buffer.AsSpan(offset, read), isEnd: read == 0 && count > 0);
            return read;
        }
        catch (Exception error)
        {
            call.FailBody(error, default);
            throw;
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            Observe(buffer.AsSpan(offset, read), isEnd: read == 0 && count > 0);
            return read;
        }
        catch (Exception error)
        {
            call.FailBody(error, cancellationToken);
            throw;
        }
    }

#if NET
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = inner.Read(buffer);
            Observe(buffer.Slice(0, read), isEnd: read == 0 && buffer.Length > 0);
            return read;
        }
        catch (Exception error)
        {
            call.FailBody(error, default);
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Observe(buffer.Span.Slice(0, read), isEnd: read == 0 && buffer.Length > 0);
            return read;
        }
        catch (Exception error)
        {
            call.FailBody(error, cancellationToken);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        Leave();
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
            Leave();
        }

        base.Dispose(disposing);
    }

    private byte[] Kept => _isTooLong ? [] : _kept.ToArray();

    private void Leave()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        call.LeaveBody(Kept);
    }

    private void Observe(ReadOnlySpan<byte> read, bool isEnd)
    {
        if (_hasEnded)
            return;
        if (isEnd)
        {
            _hasEnded = true;
            call.EndBody(Kept);
            return;
        }

        if (read.IsEmpty)
            return;
        call.ObserveBody();
        _isTooLong |= _kept.Length + read.Length > MaxKept;
        if (!_isTooLong)
            _kept.Write(read.ToArray(), 0, read.Length);
    }
}
