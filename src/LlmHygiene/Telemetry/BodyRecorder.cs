namespace LlmHygiene;

/// <summary>Keeps what the caller reads of a body that arrives late, so that usage and model can be read at its end.</summary>
internal sealed class BodyRecorder(InterceptedCall call)
{
    // Responses of models have some kilobytes; embeddings of a batch some megabytes. Of a longer body, usage and model are not read.
    private const int MaxKept = 8 * 1024 * 1024;

    private readonly MemoryStream _kept = new();
    private bool _isTooLong;
    private bool _hasEnded;

    private byte[] Kept => _isTooLong ? [] : _kept.ToArray();

    public void Observe(ReadOnlySpan<byte> read)
    {
        if (_hasEnded || read.IsEmpty)
            return;
        call.ObserveBody();
        _isTooLong |= _kept.Length + read.Length > MaxKept;
        if (!_isTooLong)
            Keep(read);
    }

    /// <summary>The caller has read the body to its end.</summary>
    public void End() => End(isWhole: true);

    /// <summary>The caller has stopped reading.</summary>
    public void Leave() => End(isWhole: false);

    public void Fail(Exception error, CancellationToken token)
    {
        if (TryEnd())
            call.FailBody(error, token);
    }

    private void End(bool isWhole)
    {
        if (TryEnd())
            call.EndBody(Kept, isWhole);
    }

    // False where the call has been reported already.
    private bool TryEnd()
    {
        var isFirst = !_hasEnded;
        _hasEnded = true;
        return isFirst;
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
#if NET
        _kept.Write(read);
#else
        _kept.Write(read.ToArray(), 0, read.Length);
#endif
    }
}
