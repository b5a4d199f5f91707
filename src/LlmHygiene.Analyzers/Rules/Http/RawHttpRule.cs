using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Http;

/// <summary>A request to an LLM endpoint that is written by hand.</summary>
internal static class RawHttpRule
{
    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        id: RuleIds.RawHttp,
        title: "Raw HTTP call to an LLM endpoint",
        message: "'{0}' is a raw HTTP call to an LLM endpoint: no model, prompt or latency reaches telemetry; use an IChatClient or the provider's SDK, or mark the method [LlmCall] and give it telemetry of its own",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Telemetry, retries, model and prompt rules all hang on the client. A request that is written by hand has none of them."
    );

    public static Diagnostic Report(HttpCall call) =>
        Diagnostic.Create(Descriptor, LlmCall.LocationOf(call.Invocation), call.Invocation.TargetMethod.Name);

    public static Diagnostic Entry(HttpCall call, HttpCallFacts facts) =>
        CallInventoryRule.Entry(
            LlmCall.LocationOf(call.Invocation),
            call.Library.Library,
            call.Operation.InventoryName(),
            facts.Model,
            facts.Prompt.ToString(),
            facts.Limit.ToString(),
            facts.Cancellation.ToString(),
            via: "Http"
        );
}
