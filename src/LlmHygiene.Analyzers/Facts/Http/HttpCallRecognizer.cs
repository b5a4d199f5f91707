using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Recognizes raw requests to LLM endpoints. The call is the send, where the send or the calls within its own type decide the endpoint;
/// otherwise it is the call of the helper that decides the endpoint.
/// </summary>
internal sealed class HttpCallRecognizer(SdkCatalog catalog, HttpSends sends)
{
    private readonly RetryableLazy<HttpHelpers> _helpers = new();
    private readonly RetryableLazy<HashSet<string>> _refit = new();
    private readonly HttpReadings _readings = new(catalog);

    /// <summary>False for an SDK, which sends requests for its users, and for code that names no endpoint.</summary>
    public static bool IsFor(Compilation compilation, CancellationToken cancellation) =>
        !SdkCatalog.IsSdk(compilation.Assembly) && EndpointText.IsIn(compilation, cancellation);

    /// <summary>The LLM calls in a file, except in members that a tool has written.</summary>
    public IEnumerable<HttpReading> CallsIn(SyntaxTree tree, SourceScope scope) =>
        SendsIn(tree, scope).Where(static found => !IsGenerated(found.Call.Invocation)).Concat(HelperCallsIn(tree, scope));

    /// <summary>The sends in a file that are LLM calls: the send, or the calls within its own type, decide the endpoint.</summary>
    public IEnumerable<HttpReading> SendsIn(SyntaxTree tree, SourceScope scope)
    {
        var found = new List<IInvocationOperation>();
        foreach (var name in sends.Methods)
            found.AddRange(scope.InvocationsOf(name, IsSend, trees: [tree]));
        var stated = RefitNames(scope);
        foreach (var name in sends.OutsideNamesIn(tree).Except(sends.Methods).Except(stated))
            found.AddRange(scope.InvocationsOf(name, IsSend, OutsideCandidates.MayBe, [tree]));
        foreach (var name in stated.Except(sends.Methods))
            found.AddRange(scope.InvocationsOf(name, IsSend, Forwarding.IsCallWithArguments, [tree]));
        foreach (var send in found.OrderBy(static send => send.Syntax.SpanStart))
            if (sends.Find(send.TargetMethod) is { } entry && Own(AtSend(send, entry, scope)) is { } call)
                yield return call;
    }

    /// <summary>The calls of helpers in a file that decide the endpoint.</summary>
    public IEnumerable<HttpReading> HelperCallsIn(SyntaxTree tree, SourceScope scope)
    {
        var helpers = Helpers(scope);
        foreach (var name in helpers.Names)
        {
            foreach (var invocation in scope.InvocationsOf(name, helpers.IsHelper, trees: [tree]))
                if (sends.Find(invocation.TargetMethod) is null && Own(AtHelper(invocation, helpers, scope)) is { } call)
                    yield return call;
        }
    }

    /// <summary>
    /// The files that may have calls, by their words. A file that sends through a method of another assembly has to name the endpoint.
    /// </summary>
    public IEnumerable<SyntaxTree> MightCallIn(SourceScope scope) =>
        scope
            .FilesNaming(sends.Methods.Concat(Helpers(scope).Names).Concat(RefitNames(scope)))
            .Concat(scope.Compilation.SyntaxTrees.Where(tree => EndpointText.IsIn(tree) && sends.OutsideNamesIn(tree).Any()))
            .Distinct();

    private bool IsSend(IMethodSymbol method) => sends.Find(method) is not null;

    private HashSet<string> RefitNames(SourceScope scope) => _refit.Get(() => sends.HasOutside ? RefitMethods.Names(scope) : []);

    private HttpHelpers Helpers(SourceScope scope) => _helpers.Get(() => HttpHelpers.Find(scope, _readings, sends));

    /// <summary>A check before the operation is built: false for a method that is not one by which an HTTP library sends.</summary>
    public bool MightBeSend(IMethodSymbol method) => sends.Find(method) is not null;

    /// <summary>The request that a call sends; null where no model writes the response.</summary>
    /// <param name="frame">The calls through which the method that sends was entered; null where they are not known.</param>
    public HttpCall? AnsweredByModel(IInvocationOperation send, CallFrame? frame, SourceScope scope)
    {
        if (sends.Find(send.TargetMethod) is not { } entry)
            return null;
        var reading = frame is null ? null : _readings.ReadLlm(send, entry, send, frame, scope);
        return Own(reading ?? AtSend(send, entry, scope)) is { Call: var call } && call.Operation.HasOutputTokens() ? call : null;
    }

    private HttpReading? Own(HttpReading? found) => found is null || HttpForwarders.IsForwarder(found, catalog) ? null : found;

    private HttpReading? AtSend(IInvocationOperation send, HttpSendEntry entry, SourceScope scope)
    {
        if (_readings.ReadLlm(send, entry, send, null, scope) is { } reading)
            return reading;
        foreach (var method in HttpHelpers.DecidedBy(_readings.AddressOf(send, entry, send, null, scope), send))
        {
            var helper = new HttpHelper(method, send, entry, null, null);
            if (SiteForSend(helper, scope) is { } site)
                return _readings.ReadLlm(send, entry, site, helper.FrameOf(site), scope) is { } first
                    ? first with
                    {
                        Call = first.Call with { Invocation = send },
                    }
                    : null;
        }

        return null;
    }

    // All calls of the method are in the type with the send, and all of them decide for an LLM endpoint: then the send is the call, with
    // the endpoint that the first of them decides.
    private IInvocationOperation? SiteForSend(HttpHelper helper, SourceScope scope)
    {
        if (HttpHelpers.SitesOf(helper.Method, scope) is not { Count: > 0 } sites)
            return null;
        foreach (var site in sites)
        {
            if (!SymbolEqualityComparer.Default.Equals(TypeOf(site), TypeOf(helper.Send)))
                return null;
            if (_readings.AddressOf(helper.Send, helper.Entry, site, helper.FrameOf(site), scope).Verdict != Verdict.Llm)
                return null;
        }

        return sites[0];
    }

    private HttpReading? AtHelper(IInvocationOperation call, HttpHelpers helpers, SourceScope scope)
    {
        foreach (var helper in helpers.Of(call))
        {
            if (
                _readings.ReadLlm(helper.Send, helper.Entry, call, helper.FrameOf(call), scope) is { } reading
                && (helper.Inner is not null || SiteForSend(helper, scope) is null)
            )
                return reading;
        }

        return null;
    }

    // A member with [GeneratedCode] in a handwritten file, which the compiler skips for the other actions.
    private static bool IsGenerated(IInvocationOperation send)
    {
        for (
            var symbol = send.SemanticModel?.GetEnclosingSymbol(send.Syntax.SpanStart);
            symbol is not null and not INamespaceSymbol;
            symbol = symbol.ContainingSymbol
        )
        {
            foreach (var attribute in symbol.GetAttributes())
                if (attribute.AttributeClass is { Name: "GeneratedCodeAttribute", ContainingNamespace.Name: "Compiler" })
                    return true;
        }

        return false;
    }

    private static ISymbol? TypeOf(IInvocationOperation place) =>
        SourceScope.OutermostType(place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart));
}
