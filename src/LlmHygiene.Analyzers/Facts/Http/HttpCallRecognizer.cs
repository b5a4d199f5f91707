using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Recognises raw requests to LLM endpoints: at the send, where it or the calls within its own type say the endpoint, and
/// otherwise at the call of the helper that does.
/// </summary>
internal sealed class HttpCallRecognizer(SdkCatalog catalog, HttpSends sends)
{
    private readonly RetryableLazy<HttpHelpers> _helpers = new();

    // What is bound in a file to follow one request is at hand for the next.
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>A cheap test on the name alone.</summary>
    public bool MightBeSend(string name) => sends.MightBeSend(name);

    public SourceScope ScopeOf(SemanticModel model, CancellationToken cancellation) => new(model, cancellation, _models);

    /// <summary>The call, where the send or the calls within its own type say the endpoint.</summary>
    public HttpCall? RecognizeSend(IInvocationOperation invocation, SourceScope scope) =>
        sends.Find(invocation.TargetMethod) is { } entry ? Own(AtSend(invocation, entry, scope)) : null;

    /// <summary>The calls of helpers in a file that say the endpoint.</summary>
    public IEnumerable<HttpCall> HelperCallsIn(SyntaxTree tree, SourceScope scope)
    {
        var helpers = _helpers.Get(() => HttpHelpers.Find(scope, catalog, sends));
        foreach (var invocation in helpers.Names.SelectMany(name => scope.Invocations(name, trees: [tree])))
            if (sends.Find(invocation.TargetMethod) is null && Own(AtHelper(invocation, helpers, scope)) is { } call)
                yield return call;
    }

    private HttpCall? Own(HttpCall? call) => call is null || HttpForwarders.IsForwarder(call, catalog) ? null : call;

    private HttpCall? AtSend(IInvocationOperation send, HttpSendEntry entry, SourceScope scope)
    {
        var reading = HttpSendReader.Read(send, entry, send, null, scope, catalog);
        if (reading.Verdict == Verdict.Llm)
            return reading.Call;
        return HttpHelpers
            .DecidedBy(reading)
            .Select(method => AtSendFor(new HttpHelper(method, send, entry, null, null), scope))
            .FirstOrDefault(call => call is not null);
    }

    // All calls of the method are in the type with the send, and all say an LLM endpoint: then this send is the call.
    private HttpCall? AtSendFor(HttpHelper helper, SourceScope scope)
    {
        if (HttpHelpers.SitesOf(helper.Method, scope) is not { Count: > 0 } sites)
            return null;
        HttpCall? first = null;
        foreach (var site in sites)
        {
            if (!SymbolEqualityComparer.Default.Equals(TypeOf(site), TypeOf(helper.Send)))
                return null;
            var reading = HttpSendReader.Read(helper.Send, helper.Entry, site, helper.FrameOf(site), scope, catalog);
            if (reading.Verdict != Verdict.Llm)
                return null;
            first ??= reading.Call;
        }

        return first! with
        {
            Invocation = helper.Send,
        };
    }

    private HttpCall? AtHelper(IInvocationOperation call, HttpHelpers helpers, SourceScope scope)
    {
        foreach (var helper in helpers.Of(call))
        {
            var reading = HttpSendReader.Read(helper.Send, helper.Entry, call, helper.FrameOf(call), scope, catalog);
            if (reading.Verdict == Verdict.Llm && (helper.Inner is not null || AtSendFor(helper, scope) is null))
                return reading.Call;
        }

        return null;
    }

    private static ISymbol? TypeOf(IInvocationOperation place) =>
        SourceScope.OutermostType(place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart));
}
