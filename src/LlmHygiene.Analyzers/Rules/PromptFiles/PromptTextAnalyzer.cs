using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Secrets;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Rules.Security;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Looks at the text of prompt files and partials: keys and hidden characters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptTextAnalyzer : LlmAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        ImmutableArray.Create(ApiKeyInSourceRule.Descriptor, HiddenCharactersRule.Descriptor);

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var files = PromptFileSet.Of(context.Options);
        if (files.Prompts.IsEmpty && files.PartialFiles.IsEmpty)
            return;
        context.RegisterAdditionalFileAction(action => Analyze(action, files, reporter));
    }

    private static void Analyze(AdditionalFileAnalysisContext context, PromptFileSet files, BaselineReporter reporter)
    {
        var file = context.AdditionalFile;
        var isPrompt = files.IsPrompt(file);
        if (!(isPrompt || files.IsPartial(file)) || file.GetText(context.CancellationToken) is not { } source)
            return;
        var text = source.ToString();
        foreach (var key in ApiKeyText.In(text))
        {
            var masked = ApiKeyText.Masked(text.Substring(key.Start, key.Length), key.Shown);
            Report(ApiKeyInSourceRule.InPrompt(masked, key.Provider, At(new TextSpan(key.Start, key.Length))), masked);
        }

        foreach (var written in PromptFileText.Of(source, isPrompt))
        foreach (var (span, points, problem) in HiddenCharactersRule.In(written))
            Report(HiddenCharactersRule.Report(points, problem, At(span)), points);

        Location At(TextSpan span) => Location.Create(file.Path, span, source.Lines.GetLinePositionSpan(span));

        void Report(Diagnostic diagnostic, string subject) =>
            reporter.Report(diagnostic, context.ReportDiagnostic, reporter.IsActive ? PlaceOf(file, isPrompt, files) : "", subject);
    }

    private static string PlaceOf(AdditionalText file, bool isPrompt, PromptFileSet files) =>
        isPrompt && files.Parse(file)?.Result.Model is { } model ? BaselineEntry.PlaceOf(model) : files.RelativePath(file);
}
