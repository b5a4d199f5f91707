using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A prompt is tagged with a version that is empty, moves, or is created at run time.</summary>
internal sealed class PromptVersionNotFixedRule : CallRule
{
    private static readonly DiagnosticDescriptor s_promptVersionNotFixed = Descriptors.Create(
        id: RuleIds.PromptVersionNotFixed,
        title: "The version of a prompt is not fixed",
        message: "The prompt version {0}: write a fixed one, such as '1.0.0', and change it when the prompt changes",
        category: Descriptors.PromptCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A version that is empty, means whatever is latest, or changes with each run does not identify the prompt "
            + "that was sent."
    );

    public override DiagnosticDescriptor Descriptor => s_promptVersionNotFixed;

    public override bool Accepts(CallOrigin origin) => origin != CallOrigin.Http;

    public override bool IsSharedByCalls => true;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.UnfixedVersion is { } version ? Report(version, version.Value.Syntax.GetLocation(), null) : null;

    /// <param name="written">Where the version is written, when that is not <paramref name="place"/>.</param>
    public static Diagnostic Report(UnfixedVersion version, Location place, Location? written) =>
        Diagnostic.Create(s_promptVersionNotFixed, place, written is null ? [] : [written], ReasonOf(version));

    private static string ReasonOf(UnfixedVersion version) =>
        version switch
        {
            { MadeBy: { } maker } => $"is created at run time by '{maker}'",
            { Word: { } word } => $"'{word}' does not name one version",
            _ => "is empty",
        };
}
