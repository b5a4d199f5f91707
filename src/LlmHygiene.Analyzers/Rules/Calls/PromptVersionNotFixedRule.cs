using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>The version that a prompt is tagged with is empty, moves, or is made at run time.</summary>
internal sealed class PromptVersionNotFixedRule : CallRule
{
    private static readonly DiagnosticDescriptor s_promptVersionNotFixed = Descriptors.Create(
        id: RuleIds.PromptVersionNotFixed,
        title: "The version of a prompt is not fixed",
        message: "The prompt version {0}: write a fixed one, such as '1.0.0', and change it when the prompt changes",
        category: Descriptors.PromptCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A version that is empty, stands for whatever is newest, or is new at each run does not tell which prompt was sent."
    );

    public override DiagnosticDescriptor Descriptor => s_promptVersionNotFixed;

    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options) => Report(facts.UnfixedVersion, facts.Call.Invocation);

    public override Diagnostic? Judge(PassThroughCallFacts facts, RuleOptions options) => Report(facts.UnfixedVersion, facts.Invocation);

    private static Diagnostic? Report(UnfixedVersion? version, IInvocationOperation call) =>
        version is null
            ? null
            : ReportAt(
                s_promptVersionNotFixed,
                call,
                version.Value.Syntax.GetLocation(),
                version switch
                {
                    { MadeBy: { } maker } => $"is made at run time by '{maker}'",
                    { Word: { } word } => $"'{word}' names whatever is there at the time",
                    _ => "is empty",
                }
            );
}
