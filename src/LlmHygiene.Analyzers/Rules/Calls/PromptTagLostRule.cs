using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A prompt is tagged where no step of the pipeline reads the tag.</summary>
internal sealed class PromptTagLostRule : CallRule
{
    private static readonly DiagnosticDescriptor s_promptTagLost = Descriptors.Create(
        id: RuleIds.PromptTagLost,
        title: "A prompt's name and version reach no telemetry",
        message: "The prompt version stays in AdditionalProperties and reaches no telemetry: "
            + "add UsePromptTelemetry() to the client's pipeline, or name the prompt with PromptScope.Begin",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Neither the provider nor UseOpenTelemetry reads the additional properties of chat options, unless message content "
            + "is recorded too. A tag there is lost when no step of the pipeline reads it."
    );

    public override DiagnosticDescriptor Descriptor => s_promptTagLost;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.Prompt is { State: PromptState.Tagged, Source: PromptTagSource.Options, VersionValues: [var version, ..] }
        && facts.TagTelemetry == TelemetryState.Absent
            ? ReportAt(s_promptTagLost, facts.Call.Invocation, version.Syntax.GetLocation())
            : null;
}
