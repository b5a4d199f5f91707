using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Prompt text stands in the code that makes the call, whether it is tagged or not.</summary>
internal sealed class PromptInlineRule : CallRule
{
    private static readonly DiagnosticDescriptor s_promptInline = Descriptors.Create(
        id: RuleIds.PromptInline,
        title: "Prompt text is written inline",
        message: "The prompt of '{0}' is written inline: move it to a prompt file (Prompts/*.prompt.yml) and call the class that is made of it",
        category: Descriptors.PromptCategory,
        severity: DiagnosticSeverity.Info,
        description: "A prompt in a file of its own can be read, reviewed, versioned and tested as a whole, and changed without a change in the code around it."
    );

    public override DiagnosticDescriptor Descriptor => s_promptInline;

    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options) =>
        Report(facts.InlinePrompt, facts.Call.Invocation, options);

    public override Diagnostic? Judge(PassThroughCallFacts facts, RuleOptions options) =>
        Report(facts.InlinePrompt, facts.Invocation, options);

    private static Diagnostic? Report(InlineText? text, IInvocationOperation call, RuleOptions options) =>
        text is not null && text.Length >= options.InlinePromptMinLength
            ? ReportAt(s_promptInline, call, text.Location, call.TargetMethod.Name)
            : null;
}
