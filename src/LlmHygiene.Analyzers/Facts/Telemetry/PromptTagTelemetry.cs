using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>
/// Whether a prompt tag reaches telemetry. A scope or an activity sends it there. A dictionary that belongs to the provider's request is
/// sent to the provider. A dictionary that stays in the process needs a step of the pipeline that reads it.
/// </summary>
internal static class PromptTagTelemetry
{
    public static TelemetryState Resolve(SdkCall call, PromptFact prompt, CallOptions options, ClientChain chain)
    {
        var catalog = chain.Catalog;
        // What the runtime of a prompt file reports is not known.
        if (prompt.State != PromptState.Tagged || prompt.Source == PromptTagSource.PromptFile)
            return TelemetryState.Unknown;
        if (prompt.Source != PromptTagSource.Options)
            return TelemetryState.Present;
        // What a method that the user has marked does with its options is not visible.
        if (call.Marked is not null || LocalTags(call, catalog) is not { } tags || options.OpaqueValues.Count > 0)
            return TelemetryState.Unknown;
        if (new PromptTags(ImmutableArray<string>.Empty).OnActivity(call.Invocation, chain.Values, catalog).Tagged is not null)
            return TelemetryState.Present;
        var state = new PipelineTelemetry(chain, step => Judge(step, tags)).Of(call.Client);
        return
            state == TelemetryState.Absent
            && ProcessSettings.In(chain.Values.Scope).Contains(MicrosoftExtensionsAISdk.CaptureContentVariable)
            ? TelemetryState.Unknown
            : state;
    }

    // The dictionary of the options, where it stays in the process.
    private static string? LocalTags(SdkCall call, SdkCatalog catalog) =>
        call.Options is { } value && catalog.FindOptions(value.WithoutConversion().Type) is { TagsStayLocal: true, Tags: var tags }
            ? tags
            : null;

    private static TelemetryState? Judge(ClientStep step, string tags)
    {
        if (step.Method!.Name == LlmHygieneSdk.PromptTelemetryStep)
            return TelemetryState.Present;
        if (step.Row is not { } row)
            return TelemetryState.Unknown;
        // When content is recorded, the dictionary is recorded on the span too.
        var mayHandOn =
            row.IsTelemetry
                ? step.Operation is IObjectCreationOperation
                    || step.DelegateOf(PipelineSteps.Configure)?.MayTouch(MicrosoftExtensionsAISdk.EnableSensitiveData) == true
            : row.ConfigureOptions is not null ? step.Configure?.MayTouch(tags) == true
            : row.LogsOptions;
        return mayHandOn ? TelemetryState.Unknown : null;
    }
}
