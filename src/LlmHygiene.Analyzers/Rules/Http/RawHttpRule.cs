using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Http;

/// <summary>A handwritten HTTP request to an LLM endpoint.</summary>
internal sealed class RawHttpRule : CallRule
{
    private static readonly DiagnosticDescriptor s_rawHttp = Descriptors.Create(
        id: RuleIds.RawHttp,
        title: "Raw HTTP call to an LLM endpoint",
        message: "'{0}' is a raw HTTP call to an LLM endpoint: no model, prompt or latency reaches telemetry; "
            + "use an IChatClient or the provider's SDK, or mark the method [LlmCall] and give it its own telemetry",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Telemetry, retries, and the rules about models and prompts all depend on the client. "
            + "A handwritten request has none of them."
    );

    public override DiagnosticDescriptor Descriptor => s_rawHttp;

    public override bool Accepts(CallOrigin origin) => origin == CallOrigin.Http;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        IsMeasured(facts.Call, options) ? null : Diagnostic.Create(s_rawHttp, facts.Call.Location, facts.Call.Method.Name);

    // An interceptor reports model, tokens and latency.
    private static bool IsMeasured(ICall call, RuleOptions options) =>
        options.IsIntercepting && options.Interception?.Invoke(call) == InterceptionState.Intercepted;
}
