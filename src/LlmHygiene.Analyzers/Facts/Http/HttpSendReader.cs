using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>One send, or the call of a helper that sends, and where its address goes.</summary>
/// <param name="Open">The parameters of the project's own methods that decide the address, where no given call supplies them.</param>
internal sealed record HttpReading(
    Verdict Verdict,
    HttpCall Call,
    HttpRequest Request,
    Lazy<HttpBody> Body,
    PlaceTracker Places,
    IReadOnlyCollection<IParameterSymbol> Open
);

internal static class HttpSendReader
{
    /// <param name="place">The operation at which a diagnostic would be reported: the send, or the call of a helper.</param>
    /// <param name="frame">The calls of helpers between <paramref name="place"/> and <paramref name="send"/>.</param>
    public static HttpReading Read(
        IInvocationOperation send,
        HttpSendEntry entry,
        IInvocationOperation place,
        CallFrame? frame,
        SourceScope scope,
        SdkCatalog catalog
    )
    {
        var values = ValueTracker.ForHttp(scope, catalog);
        var objects = new ObjectTracker(values, catalog);
        var places = new PlaceTracker(values);
        var builders = new ObjectTracker(ValueTracker.UpToParameters(scope, catalog), catalog);
        var request = new HttpRequestReader(places, objects, Texts()).Read(send, entry, frame);
        var open = places.Open.ToList();
        var body = new Lazy<HttpBody>(() => new HttpBodyReader(places, objects, Texts()).Read(request.Bodies), LazyThreadSafetyMode.None);
        var (verdict, operation) =
            request.HasBody == false
                ? (Verdict.Other, default)
                : EndpointMatcher.Judge(request, body, [place.Syntax, send.Syntax], catalog.Level);
        // A request with an unknown verb and no body may be a GET.
        if (verdict == Verdict.Llm && request is { HasBody: null, Bodies.Count: 0 })
            verdict = Verdict.Unknown;
        return new HttpReading(verdict, new HttpCall(place, send, entry, operation), request, body, places, open);

        HttpTextReader Texts() => new(places, builders, catalog.Level);
    }
}
