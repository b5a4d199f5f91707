using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Prompt text is written in the code that makes the call, whether it is tagged or not.</summary>
internal sealed class PromptInlineRule : CallRule
{
    private static readonly DiagnosticDescriptor s_promptInline = Descriptors.Create(
        id: RuleIds.PromptInline,
        title: "Prompt text is written inline",
        message: "The prompt of '{0}' is written inline: move it to a prompt file (Prompts/*.prompt.yml) "
            + "and call the class that is generated from it{1}",
        category: Descriptors.PromptCategory,
        severity: DiagnosticSeverity.Info,
        description: "A prompt in its own file can be read, reviewed, versioned and tested as a whole, "
            + "and changed without a change in the code around it."
    );

    public override DiagnosticDescriptor Descriptor => s_promptInline;

    public override bool Accepts(CallOrigin origin) => origin != CallOrigin.Http;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.InlinePrompt is { } text && text.Length >= options.InlinePromptMinLength
            ? ReportAt(
                s_promptInline,
                facts.Call.Invocation,
                text.Location,
                facts.Call.Name,
                facts.Prompt.State == PromptState.Tagged
                    ? "; while it stays here, change its version by hand whenever you change the text"
                    : ""
            )
            : null;
}
