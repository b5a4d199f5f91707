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

    public void Observe(byte[] buffer, int offset, int count)
    {
        if (_hasEnded || count == 0)
            return;
        call.ObserveBody();
        _isTooLong |= _kept.Length + count > MaxKept;
        if (!_isTooLong)
            _kept.Write(buffer, offset, count);
    }

    /// <summary>The caller has read the body to its end.</summary>
    public void End()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        call.EndBody(Kept);
    }

    /// <summary>The caller has stopped reading.</summary>
    public void Leave()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        call.LeaveBody(Kept);
    }

    public void Fail(Exception error, CancellationToken token)
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        call.FailBody(error, token);
    }
}
