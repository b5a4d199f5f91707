using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Resilience;

/// <summary>Nothing states how often a model may call tools before it has to answer.</summary>
internal static class ToolLoopNotLimitedRule
{
    public static readonly DiagnosticDescriptor ToolLoopNotLimited = Descriptors.Create(
        id: RuleIds.ToolLoopNotLimited,
        title: "A tool loop has no stated limit of rounds",
        message: "'{0}' lets a model call tools {1}: {2}",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Info,
        description: "Each round sends the whole conversation again. A model that keeps calling tools makes a call take minutes, "
            + "and cost many times what was expected."
    );

    public static Diagnostic? Judge(ToolLoop? loop, MadeClient client) =>
        loop is null
            ? null
            : Diagnostic.Create(
                ToolLoopNotLimited,
                client.Place,
                client.Name,
                loop.Rounds is { } rounds ? $"in up to {rounds} rounds, its default" : "in as many rounds as it has by default",
                loop.Row.Tools is null
                    ? $"state {MicrosoftExtensionsAISdk.MaxRounds}"
                    : $"add the step that calls tools to its client, and state {MicrosoftExtensionsAISdk.MaxRounds} there"
            );
}
