using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>
/// Whether a prompt tag reaches telemetry. A scope and an activity bring it there; a dictionary of the provider's goes to the
/// provider; one that stays in the process needs a step of the pipeline that reads it.
/// </summary>
internal static class PromptTagTelemetry
{
    public static TelemetryState Resolve(LlmCall call, PromptFact prompt, CallOptions options, ValueTracker values, SdkCatalog catalog)
    {
        if (prompt.State != PromptState.Tagged)
            return TelemetryState.Unknown;
        if (prompt.Source != PromptTagSource.Options)
            return TelemetryState.Present;
        // What a method that the user has marked does with its options is not seen.
        if (call.Marked is not null || !IsLocal(call, catalog) || options.OpaqueValues.Count > 0)
            return TelemetryState.Unknown;
        if (new PromptTags(ImmutableArray<string>.Empty).OnActivity(call.Invocation, catalog.Known) is not null)
            return TelemetryState.Present;
        var state = new PipelineWalker(values, catalog, Judge).Walk(call.Client);
        return state == TelemetryState.Absent && ProcessSettings.In(values.Scope).Contains(MicrosoftExtensionsAISdk.CaptureContentVariable)
            ? TelemetryState.Unknown
            : state;
    }

    private static bool IsLocal(LlmCall call, SdkCatalog catalog) =>
        call.Options is { } value && catalog.FindOptions(value.WithoutConversion().Type) is { TagsStayLocal: true };

    private static TelemetryState? Judge(PipelineStep step)
    {
        if (step.Method.Name == LlmHygieneSdk.PromptTelemetryStep)
            return TelemetryState.Present;
        if (step.Source is not { } source)
            return TelemetryState.Unknown;

        // With content, the dictionary goes on the span too.
        if (source.IsTelemetry)
            return
                step.Operation is IObjectCreationOperation
                || MayMention(step.Argument("configure"), MicrosoftExtensionsAISdk.EnableSensitiveData)
                ? TelemetryState.Unknown
                : null;
        if (source.ConfigureOptions is { } configure)
            return MayMention(step.Argument(configure), "AdditionalProperties") ? TelemetryState.Unknown : null;
        return source.LogsOptions ? TelemetryState.Unknown : null;
    }

    // A delegate that is no lambda, or that hands what it is given on, may do anything with it.
    private static bool MayMention(IOperation? configure, string member)
    {
        if (configure is null)
            return false;
        var lambda = configure.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        return lambda is null
            || lambda
                .Body.Descendants()
                .Any(operation =>
                    operation is IMemberReferenceOperation { Member.Name: var name } && name == member
                    || operation is IParameterReferenceOperation { Parent: not IMemberReferenceOperation }
                );
    }
}
