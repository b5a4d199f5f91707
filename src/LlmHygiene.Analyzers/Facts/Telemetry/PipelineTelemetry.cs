using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>
/// Whether a step of a pipeline sends something to telemetry. Only a pipeline whose steps are all known can lack it: an unknown step may do
/// anything.
/// </summary>
/// <param name="judge">What a step contributes; null if it contributes nothing.</param>
/// <param name="isSwitchedOn">True when the program turns on the telemetry of SDKs that have a switch for it.</param>
internal sealed class PipelineTelemetry(ClientChain chain, Func<ClientStep, TelemetryState?> judge, bool isSwitchedOn = false)
{
    public TelemetryState Of(IOperation? client) => client is null ? TelemetryState.Unknown : Of(chain.Of(client));

    public TelemetryState Of(ClientOrigins client) =>
        client.IsSdkClient ? OfSdk(client.Type!.ContainingAssembly) : Of(chain.Walk(client.Value, endsAtSdkClients: true));

    public TelemetryState Of(IEnumerable<ClientStep> steps)
    {
        foreach (var step in steps)
            if (Of(step) is var state and not TelemetryState.Absent)
                return state;
        return TelemetryState.Absent;
    }

    private TelemetryState Of(ClientStep step)
    {
        if (step.Kind == ClientStepKind.SdkClient)
            return OfSdk(step.Operation.WithoutConversion().Type!.ContainingAssembly);
        if (step.Method is not { } method)
            return TelemetryState.Unknown;
        return judge(step) ?? (step.Row is null ? TelemetryState.Unknown : OfSdk(method.ContainingAssembly));
    }

    private TelemetryState OfSdk(IAssemblySymbol assembly) =>
        chain.Catalog.HasOwnTelemetry(assembly) || (isSwitchedOn && chain.Catalog.HasTelemetrySwitch(assembly))
            ? TelemetryState.Unknown
            : TelemetryState.Absent;
}
