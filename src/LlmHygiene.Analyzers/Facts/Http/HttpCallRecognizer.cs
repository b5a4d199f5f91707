using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Recognizes raw requests to LLM endpoints: at the send, where the send or the calls within its own type decide the endpoint,
/// otherwise at the call of the helper that decides it.
/// </summary>
internal sealed class HttpCallRecognizer(SdkCatalog catalog, HttpSends sends)
{
    private readonly RetryableLazy<HttpHelpers> _helpers = new();

    // What was bound in a file to follow one request is reused for the next.
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>A cheap test of the name alone.</summary>
    public bool MightBeSend(string name) => sends.MightBeSend(name);

    public SourceScope ScopeOf(SemanticModel model, CancellationToken cancellation) => new(model, cancellation, _models);

    /// <summary>The call, where the send or the calls within its own type decide the endpoint.</summary>
    public HttpReading? RecognizeSend(IInvocationOperation invocation, SourceScope scope) =>
        sends.Find(invocation.TargetMethod) is { } entry ? Own(AtSend(invocation, entry, scope)) : null;

    /// <summary>The calls of helpers in a file that decide the endpoint.</summary>
    public IEnumerable<HttpReading> HelperCallsIn(SyntaxTree tree, SourceScope scope)
    {
        var helpers = _helpers.Get(() => HttpHelpers.Find(scope, catalog, sends));
        foreach (var invocation in helpers.Names.SelectMany(name => scope.Invocations(name, trees: [tree])))
            if (sends.Find(invocation.TargetMethod) is null && Own(AtHelper(invocation, helpers, scope)) is { } call)
                yield return call;
    }

    private HttpReading? Own(HttpReading? found) => found is null || HttpForwarders.IsForwarder(found, catalog) ? null : found;

    private HttpReading? AtSend(IInvocationOperation send, HttpSendEntry entry, SourceScope scope)
    {
        var reading = HttpSendReader.Read(send, entry, send, null, scope, catalog);
        if (reading.Verdict == Verdict.Llm)
            return reading;
        return HttpHelpers
            .DecidedBy(reading)
            .Select(method => AtSendFor(new HttpHelper(method, send, entry, null, null), scope))
            .FirstOrDefault(call => call is not null);
    }

    // All calls of the method are in the type with the send, and all decide for an LLM endpoint: then the send is the call.
    private HttpReading? AtSendFor(HttpHelper helper, SourceScope scope)
    {
        if (HttpHelpers.SitesOf(helper.Method, scope) is not { Count: > 0 } sites)
            return null;
        HttpReading? first = null;
        foreach (var site in sites)
        {
            if (!SymbolEqualityComparer.Default.Equals(TypeOf(site), TypeOf(helper.Send)))
                return null;
            var reading = HttpSendReader.Read(helper.Send, helper.Entry, site, helper.FrameOf(site), scope, catalog);
            if (reading.Verdict != Verdict.Llm)
                return null;
            first ??= reading;
        }

        return first! with
        {
            Call = first.Call with { Invocation = helper.Send },
        };
    }

    private HttpReading? AtHelper(IInvocationOperation call, HttpHelpers helpers, SourceScope scope)
    {
        foreach (var helper in helpers.Of(call))
        {
            var reading = HttpSendReader.Read(helper.Send, helper.Entry, call, helper.FrameOf(call), scope, catalog);
            if (reading.Verdict == Verdict.Llm && (helper.Inner is not null || AtSendFor(helper, scope) is null))
                return reading;
        }

        return null;
    }

    private static ISymbol? TypeOf(IInvocationOperation place) =>
        SourceScope.OutermostType(place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart));
}
