using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
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
    Lazy<IReadOnlyList<HttpBody>> Bodies,
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
        var request = RequestOf(frame);
        var open = places.Open.ToList();
        var bodies = new Lazy<IReadOnlyList<HttpBody>>(AllBodies, LazyThreadSafetyMode.None);
        var (verdict, operation) =
            request.HasBody == false
                ? (Verdict.Other, default)
                : EndpointMatcher.Judge(request, bodies, [place.Syntax, send.Syntax], catalog.Level);
        // A request with an unknown verb and no body may be a GET.
        if (verdict == Verdict.Llm && request.HasBody is null && !(entry.IsOutside ? HasRequest() : request.Bodies.Count > 0))
            verdict = Verdict.Unknown;
        return new HttpReading(verdict, new HttpCall(place, send, entry, operation), request, bodies, places, open);

        HttpRequest RequestOf(CallFrame? entered) => new HttpRequestReader(places, objects, Texts()).Read(send, entry, entered);

        HttpBody BodyOf(HttpRequest sent) => new HttpBodyReader(places, objects, Texts()).Read(sent.Bodies);

        IReadOnlyList<HttpBody> AllBodies() =>
            catalog.Level > HygieneLevel.V0_1
                ? new HttpBodies(scope, catalog, entered => BodyOf(RequestOf(entered))).Of(BodyOf(request), frame)
                : [BodyOf(request)];

        // A method whose code is not visible may do anything with an address and something else.
        bool HasRequest() => bodies.Value.All(static body => OutsideSenders.RequestMembers.Any(body.Has));

        HttpTextReader Texts() => new(places, builders, catalog.Level);
    }
}
