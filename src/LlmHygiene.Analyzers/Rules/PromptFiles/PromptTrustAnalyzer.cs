using System.Collections.Immutable;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Rules.Security;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Reports the inputs of prompt files that become part of the instructions to a model, and that anybody may have
/// written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptTrustAnalyzer : LlmAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        ImmutableArray.Create(UntrustedInstructionsRule.Descriptor);

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter) =>
        context.RegisterPromptFileAction(session, reporter, Judge);

    private static void Judge(PromptFileAction file)
    {
        if (file.Result is not { Model: { IsBroken: false, DeprecationReason: null } prompt } result)
            return;
        foreach (var found in UntrustedInstructionsRule.OfPrompt(prompt, TagOf, "declare it with 'trusted: true'"))
            file.Report(found, found.Properties[UntrustedInstructionsRule.InputProperty]);

        // In a partial, the tag is in another file.
        Location TagOf(string input)
        {
            var text = file.Context.AdditionalFile.GetText(file.Context.CancellationToken)?.ToString() ?? "";
            var start = InputTags.StartOfMessages(text);
            start = Math.Max(start, text.IndexOf("system", start, StringComparison.Ordinal));
            var tag = InputTags.First(text, TextSpan.FromBounds(start, text.Length), input);
            var declared = result.Spans.Inputs.FirstOrDefault(one => one.Path == input)?.Span ?? result.Spans.Version;
            return file.At(tag.IsEmpty ? declared : tag);
        }
    }
}
