using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>A method of the project that sends a request to an address that its callers decide.</summary>
/// <param name="Method">The method that is called.</param>
/// <param name="Send">The send in it, or in a helper further down.</param>
/// <param name="Call">The call of the helper further down.</param>
/// <param name="Inner">The helper further down; null when the send is in this method.</param>
internal sealed record HttpHelper(
    IMethodSymbol Method,
    IInvocationOperation Send,
    HttpSendEntry Entry,
    IInvocationOperation? Call,
    HttpHelper? Inner
)
{
    /// <summary>The frames of a call of this helper, down to the send.</summary>
    public CallFrame FrameOf(IInvocationOperation call)
    {
        var frame = new CallFrame(Method, call, null);
        var helper = this;
        for (; helper.Inner is { } inner; helper = inner)
            frame = new CallFrame(inner.Method, helper.Call!, frame);
        return frame;
    }
}

/// <summary>The helpers of a compilation, at any depth.</summary>
internal sealed class HttpHelpers
{
    // Each level is one more method between the address and the send; real code has up to three.
    private const int MaxLevels = 4;
    private const int MaxHelpers = 200;
    private const int MaxSites = 60;

    private readonly Dictionary<ISymbol, List<HttpHelper>> _helpers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private int _count;

    public static HttpHelpers Find(SourceScope scope, HttpReadings readings, HttpSends sends)
    {
        var helpers = new HttpHelpers();
        var found = new List<HttpHelper>();
        var forwarding = new Forwarding(scope);
        var outside = scope.Compilation.SyntaxTrees.SelectMany(sends.OutsideNamesIn).Distinct().Except(sends.Methods).ToList();
        foreach (var name in sends.Methods.Concat(outside))
        {
            Func<SimpleNameSyntax, bool> where = sends.Methods.Contains(name)
                ? forwarding.MayReachCallers
                : call => OutsideCandidates.MayBe(call) && forwarding.MayReachCallers(call);
            foreach (var send in scope.InvocationsOf(name, method => sends.Find(method) is not null, where))
            {
                if (sends.Find(send.TargetMethod) is not { } entry)
                    continue;
                foreach (var method in DecidedBy(readings.AddressOf(send, entry, send, null, scope), send))
                    found.Add(new HttpHelper(method, send, entry, null, null));
            }
        }

        for (var level = 0; level < MaxLevels && found.Count > 0; level++)
            found = helpers.Add(found).SelectMany(helper => CallersOf(helper, scope, readings)).ToList();
        return helpers;
    }

    /// <summary>The names of the helpers.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>The helpers that a call goes to; empty for any other call.</summary>
    public IReadOnlyList<HttpHelper> Of(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        return _helpers.TryGetValue(method.AsDeclared(), out var found) ? found : [];
    }

    /// <summary>True for a method that sends, directly or through another helper, to an address that its callers decide.</summary>
    public bool IsHelper(IMethodSymbol method) => _helpers.ContainsKey(method);

    /// <summary>The calls of a method; null where there are too many to analyze.</summary>
    public static IReadOnlyList<IInvocationOperation>? SitesOf(IMethodSymbol method, SourceScope scope)
    {
        if (scope.IsTooCommon(method))
            return null;
        var sites = scope
            .References(ValueTracker.WithAbstractions(method), method.Name)
            .OfType<IInvocationOperation>()
            .Take(MaxSites + 1)
            .ToList();
        return sites.Count > MaxSites ? null : sites;
    }

    /// <summary>The methods around a send, or around the call of a helper, whose parameters decide the address.</summary>
    public static IEnumerable<IMethodSymbol> DecidedBy(HttpAddress address, IInvocationOperation place)
    {
        if (address.Verdict != Verdict.Unknown || address.Open.Count == 0)
            yield break;
        for (
            var symbol = place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart);
            symbol is IMethodSymbol method;
            symbol = symbol.ContainingSymbol
        )
        {
            if (
                method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
                && address.Open.Any(parameter =>
                    SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method.OriginalDefinition)
                )
            )
                yield return method.OriginalDefinition;
        }
    }

    private List<HttpHelper> Add(List<HttpHelper> found)
    {
        var added = new List<HttpHelper>();
        foreach (var helper in found)
        {
            if (++_count > MaxHelpers)
                break;
            foreach (var callable in ValueTracker.WithAbstractions(helper.Method))
            {
                if (!_helpers.TryGetValue(callable.OriginalDefinition, out var helpers))
                    _helpers.Add(callable.OriginalDefinition, helpers = []);
                helpers.Add(helper);
            }

            _names.Add(helper.Method.Name);
            added.Add(helper);
        }

        return added;
    }

    private static IEnumerable<HttpHelper> CallersOf(HttpHelper helper, SourceScope scope, HttpReadings readings)
    {
        foreach (var site in SitesOf(helper.Method, scope) ?? [])
        {
            var address = readings.AddressOf(helper.Send, helper.Entry, site, helper.FrameOf(site), scope);
            foreach (var method in DecidedBy(address, site))
                yield return new HttpHelper(method, helper.Send, helper.Entry, site, helper);
        }
    }
}
