using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>Whether the clients that a pipeline yields report their calls to telemetry.</summary>
internal static class CallTelemetry
{
    public static TelemetryState Of(IInvocationOperation invocation, PipelineRow pipeline, SourceScope scope, SdkCatalog catalog)
    {
        var values = new ValueTracker(scope, catalog, followCallers: false);
        var walker = new PipelineWalker(values, catalog, static step => step.Source?.IsTelemetry == true ? TelemetryState.Present : null);
        var state = pipeline.IsRegistration
            ? OfRegistration(invocation, pipeline, walker, scope)
            : OfBuild(invocation, walker, scope, catalog);
        return state == TelemetryState.Absent && IsSwitchedOn(scope, catalog) ? TelemetryState.Unknown : state;
    }

    private static TelemetryState OfBuild(IInvocationOperation build, PipelineWalker walker, SourceScope scope, SdkCatalog catalog) =>
        walker.Walk(build.Instance) is var state && state == TelemetryState.Absent && !new PipelineUses(scope, catalog).IsOutermost(build)
            ? TelemetryState.Unknown
            : state;

    // `services.AddChatClient(client).UseLogging();`, and the same with the builder in a variable.
    private static TelemetryState OfRegistration(
        IInvocationOperation registration,
        PipelineRow pipeline,
        PipelineWalker walker,
        SourceScope scope
    )
    {
        var state = walker.WalkForward(registration, out var last);
        if (state != TelemetryState.Absent)
            return state;
        while (last.Parent is IConversionOperation or IParenthesizedOperation)
            last = last.Parent;
        switch (last.Parent)
        {
            case IExpressionStatementOperation:
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var builder } }:
                foreach (var use in scope.References(builder))
                    if (walker.OfUse(use) is var added and not TelemetryState.Absent)
                        return added;
                break;
            default:
                return TelemetryState.Unknown;
        }

        foreach (var argument in registration.Arguments)
        {
            if (!pipeline.Inner.Contains(argument.Parameter?.Name ?? ""))
                continue;
            if (argument.Value.Syntax is not LambdaExpressionSyntax lambda)
                return walker.Walk(argument.Value);
            var clients = scope.ReturnedValues(lambda).Select(walker.Walk).ToList();
            return clients.Count == 0 || clients.Contains(TelemetryState.Unknown) ? TelemetryState.Unknown
                : clients.Contains(TelemetryState.Present) ? TelemetryState.Present
                : TelemetryState.Absent;
        }

        return TelemetryState.Unknown;
    }

    // The program has turned on the telemetry that SDKs have of their own: whether it covers this client is not looked at.
    private static bool IsSwitchedOn(SourceScope scope, SdkCatalog catalog) =>
        ProcessSettings.In(scope).Any(name => catalog.IsTelemetrySwitch(name));
}
