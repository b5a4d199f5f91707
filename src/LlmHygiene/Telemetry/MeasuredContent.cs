using System.Net;
using System.Net.Http;

namespace LlmHygiene;

/// <summary>The body of a response that arrives while the caller reads it. It is the same body, and tells its call when it ends.</summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly BodyRecorder _recorder;

    public MeasuredContent(HttpContent inner, InterceptedCall call)
    {
        (_inner, _recorder) = (inner, new BodyRecorder(call));
        foreach (var header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new MeasuredStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false), _recorder);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        RecordAsync(_inner.CopyToAsync(new RecordingStream(stream, _recorder), context), default);

    protected override bool TryComputeLength(out long length)
    {
        var known = _inner.Headers.ContentLength;
        length = known ?? 0;
        return known is not null;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _inner.Dispose();
        _recorder.Leave();
    }

#if NET
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new MeasuredStream(_inner.ReadAsStream(cancellationToken), _recorder);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new MeasuredStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _recorder);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        RecordAsync(_inner.CopyToAsync(new RecordingStream(stream, _recorder), context, cancellationToken), cancellationToken);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            _inner.CopyTo(new RecordingStream(stream, _recorder), context, cancellationToken);
            _recorder.End();
        }
        catch (Exception error)
        {
            _recorder.Fail(error, cancellationToken);
            throw;
        }
    }
#endif

    private async Task RecordAsync(Task copying, CancellationToken cancellationToken)
    {
        try
        {
            await copying.ConfigureAwait(false);
            _recorder.End();
        }
        catch (Exception error)
        {
            _recorder.Fail(error, cancellationToken);
            throw;
        }
    }
}
