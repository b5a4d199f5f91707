using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Recognises raw requests to LLM endpoints: at the send, where it or the calls within its own type say the endpoint, and
/// otherwise at the call of the helper that does.
/// </summary>
internal sealed class HttpCallRecognizer(SdkCatalog catalog, HttpSends sends)
{
    private readonly HttpHelpersProvider _helpers = new(catalog, sends);

    // What is bound in a file to follow one request is at hand for the next.
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>A cheap test on the name alone.</summary>
    public bool MightBeCall(string name, SemanticModel model, CancellationToken cancellation) =>
        sends.MightBeSend(name) || (_helpers.Known ?? _helpers.Get(ScopeOf(model, cancellation))).MightBeHelper(name);

    public SourceScope ScopeOf(SemanticModel model, CancellationToken cancellation) => new(model, cancellation, _models);

    public HttpCall? Recognize(IInvocationOperation invocation, SourceScope scope)
    {
        var call = sends.Find(invocation.TargetMethod) is { } entry
            ? AtSend(invocation, entry, scope)
            : scope.Contains((invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod).OriginalDefinition) ? AtHelper(invocation, scope) : null;
        return call is null || HttpForwarders.IsForwarder(call, catalog) ? null : call;
    }

    private HttpCall? AtSend(IInvocationOperation send, HttpSendEntry entry, SourceScope scope)
    {
        var reading = HttpSendReader.Read(send, entry, send, null, scope, catalog);
        if (reading.Verdict == Verdict.Llm) return reading.Call;
        return HttpHelpers.DecidedBy(reading).Select(method => AtSendFor(new HttpHelper(method, send, entry, null, null), scope)).FirstOrDefault(call => call is not null);
    }

    // All calls of the method are in the type with the send, and all say an LLM endpoint: then this send is the call.
    private HttpCall? AtSendFor(HttpHelper helper, SourceScope scope)
    {
        if (HttpHelpers.SitesOf(helper.Method, scope) is not { Count: > 0 } sites) return null;
        HttpCall? first = null;
        foreach (var site in sites)
        {
            if (!SymbolEqualityComparer.Default.Equals(TypeOf(site), TypeOf(helper.Send))) return null;
            var reading = HttpSendReader.Read(helper.Send, helper.Entry, site, helper.FrameOf(site), scope, catalog);
            if (reading.Verdict != Verdict.Llm) return null;
            first ??= reading.Call;
        }

        return first! with { Invocation = helper.Send };
    }

    private HttpCall? AtHelper(IInvocationOperation call, SourceScope scope)
    {
        foreach (var helper in _helpers.Get(scope).Of(call))
        {
            var reading = HttpSendReader.Read(helper.Send, helper.Entry, call, helper.FrameOf(call), scope, catalog);
            if (reading.Verdict == Verdict.Llm && (helper.Inner is not null || AtSendFor(helper, scope) is null)) return reading.Call;
        }

        return null;
    }

    private static ISymbol? TypeOf(IInvocationOperation place) =>
        SourceScope.OutermostType(place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart));
}
