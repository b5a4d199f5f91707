using System.Net;
using System.Net.Http;

namespace LlmHygiene;

/// <summary>The body of a response that arrives while the caller reads it. It is the same body, and tells its call when it ends.</summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly InterceptedCall _call;

    public MeasuredContent(HttpContent inner, InterceptedCall call)
    {
        (_inner, _call) = (inner, call);
        foreach (var header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new MeasuredStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false), _call);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => CopyAsync(stream, default);

    protected override bool TryComputeLength(out long length)
    {
        var known = _inner.Headers.ContentLength;
        length = known ?? 0;
        return known is not null;
    }

    protected override void Dispose(bool disposing)
    {
        // Disposes the stream first, which knows what the caller has read.
        base.Dispose(disposing);
        if (!disposing)
            return;
        _inner.Dispose();
        _call.LeaveBody();
    }

#if NET
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new MeasuredStream(_inner.ReadAsStream(cancellationToken), _call);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new MeasuredStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _call);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = CreateContentReadStream(cancellationToken);
        body.CopyTo(stream);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        CopyAsync(stream, cancellationToken);
#endif

    private async Task CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        const int BufferSize = 81920;
        using var body = new MeasuredStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false), _call);
        await body.CopyToAsync(stream, BufferSize, cancellationToken).ConfigureAwait(false);
    }
}
