using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Two layers repeat a call: the SDK, and a handler of its HTTP client or a pipeline around the call.</summary>
internal sealed class RetriesMultiplyRule : CallRule
{
    /// <summary>Also reported where a client is made, for the handlers of its HTTP client.</summary>
    public static readonly DiagnosticDescriptor RetriesMultiply = Descriptors.Create(
        id: RuleIds.RetriesMultiply,
        title: "Retries of an LLM call multiply",
        message: "'{0}': {1} attempts of {2} inside each of {3} attempts of {4}: up to {5} requests for one call; turn one of the two off",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Warning,
        description: "When a provider is overloaded, every layer that repeats a request multiplies the requests of the layer inside it. "
            + "The rate limit is used up by repetitions, and the user waits for all of them."
    );

    public override DiagnosticDescriptor Descriptor => RetriesMultiply;

    public override bool Accepts(CallOrigin origin) => origin == CallOrigin.Sdk;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.Retries is { } retries
            ? Diagnostic.Create(
                RetriesMultiply,
                facts.Call.Location,
                retries.Places.Select(static place => place.Syntax.GetLocation()),
                facts.Call.Method.Name,
                retries.Inner,
                retries.Repeats,
                retries.Outer,
                "the pipeline",
                retries.Inner * retries.Outer
            )
            : null;

    /// <summary>The diagnostic for a client whose HTTP client repeats requests as well.</summary>
    /// <param name="at">Where the client is made.</param>
    /// <param name="name">What makes it.</param>
    public static Diagnostic? Judge(ClientHttp http, Location at, string name)
    {
        if (http.Retries is not > 0 || http.Clients.Count == 0)
            return null;
        var least = int.MaxValue;
        IOperation? place = null;
        foreach (var setup in http.Clients)
        {
            var attempts = 1;
            IOperation? last = null;
            foreach (var handler in setup.Handlers)
                if (handler.Retries is > 0)
                {
                    attempts *= handler.Retries.Value + 1;
                    last = handler.Call;
                }

            if (last is null)
                return null;
            if (attempts >= least)
                continue;
            least = attempts;
            place = last;
        }

        var outer = http.Retries.Value + 1;
        return Diagnostic.Create(
            RetriesMultiply,
            at,
            [place!.Syntax.GetLocation()],
            name,
            least,
            "the handler",
            outer,
            "the SDK",
            least * outer
        );
    }
}
