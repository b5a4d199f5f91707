using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Prompt text is written here and sent with no name and version.</summary>
internal sealed class PromptNotVersionedRule : CallRule
{
    private static readonly DiagnosticDescriptor s_promptNotVersioned = Descriptors.Create(
        id: RuleIds.PromptNotVersioned,
        title: "An LLM call sends a prompt with no name and version",
        message: "'{0}' sends a prompt with no name and version: make it a typed prompt (Prompts/*.prompt.yml), "
            + "or name it with PromptScope.Begin or the tag 'gen_ai.prompt.version'",
        category: Descriptors.PromptCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Without a version, a change of the prompt is not visible in logs, traces and costs, "
            + "and a regression cannot be traced to it."
    );

    public override DiagnosticDescriptor Descriptor => s_promptNotVersioned;

    public override bool Accepts(CallOrigin origin) => origin != CallOrigin.Http;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options)
    {
        if (facts.Prompt.State != PromptState.Untagged)
            return null;
        // One prompt that several calls send needs one name: the first of them is reported.
        var others = facts.SamePrompt;
        return others.Any(other => other.Syntax.SpanStart < facts.Call.Invocation.Syntax.SpanStart)
            ? null
            : Diagnostic.Create(s_promptNotVersioned, facts.Call.Location, others.Select(CallSyntax.LocationOf), facts.Call.Name);
    }
}
