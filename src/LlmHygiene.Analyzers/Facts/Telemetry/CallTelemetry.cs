using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>Whether the clients that a pipeline yields report their calls to telemetry.</summary>
internal static class CallTelemetry
{
    public static TelemetryState Of(IInvocationOperation invocation, PipelineRow pipeline, SourceScope scope, ServiceGraph services)
    {
        var catalog = services.Catalog;
        var chain = ClientChain.Of(ValueTracker.UpToParameters(scope, catalog), services);
        var telemetry = new PipelineTelemetry(
            chain,
            static step => step.Row?.IsTelemetry == true ? TelemetryState.Present : null,
            IsAddedToProvider(scope)
        );
        var state = pipeline.IsRegistration
            ? OfRegistration(chain.Registration(invocation), telemetry)
            : OfBuild(invocation, telemetry, scope, catalog);
        // `services.Decorate<IChatClient>(…)` may add what the pipeline lacks.
        if (
            state == TelemetryState.Absent
            && pipeline.IsRegistration
            && scope.Compilation.GetTypeByMetadataName(pipeline.Service) is var service
            && (service is null || services.MayBeReplaced(service, scope))
        )
            return TelemetryState.Unknown;
        return state == TelemetryState.Absent && IsSwitchedOn(scope, catalog) ? TelemetryState.Unknown : state;
    }

    private static TelemetryState OfBuild(IInvocationOperation build, PipelineTelemetry telemetry, SourceScope scope, SdkCatalog catalog) =>
        telemetry.Of(build.Instance) is var state && state == TelemetryState.Absent && !new PipelineUses(scope, catalog).IsOutermost(build)
            ? TelemetryState.Unknown
            : state;

    // `services.AddChatClient(client).UseLogging();`, and the same with the builder in a variable.
    private static TelemetryState OfRegistration(ClientRegistration registration, PipelineTelemetry telemetry)
    {
        if (telemetry.Of(registration.LaterSteps) is var added and not TelemetryState.Absent)
            return added;
        var any = false;
        foreach (var client in registration.Clients)
        {
            any = true;
            if (telemetry.Of(client) is var state and not TelemetryState.Absent)
                return state;
        }

        return any ? TelemetryState.Absent : TelemetryState.Unknown;
    }

    // `tracing.AddLlmHygiene()` turns on the switches of all SDKs that have one.
    private static bool IsAddedToProvider(SourceScope scope) =>
        scope
            .InvocationsOf(
                RuntimeTypes.AddTelemetry,
                static method => method.ContainingType.Name.StartsWith(RuntimeTypes.Namespace, StringComparison.Ordinal)
            )
            .Any();

    // The program turns on the telemetry that SDKs have built in; whether it covers this client is not known.
    private static bool IsSwitchedOn(SourceScope scope, SdkCatalog catalog) =>
        ProcessSettings.In(scope).Any(name => catalog.IsTelemetrySwitch(name));
}
