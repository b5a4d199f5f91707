using System.Collections.Immutable;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>A prompt file that is judged by itself.</summary>
internal sealed class PromptFileAction(
    AdditionalFileAnalysisContext context,
    SourceText text,
    PromptParseResult result,
    BaselineReporter reporter
)
{
    public AdditionalFileAnalysisContext Context { get; } = context;

    public PromptParseResult Result { get; } = result;

    public Location At(TextSpan span) => Location.Create(Context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));

    /// <param name="subject">What of the prompt is wrong, where it can be several things; for the baseline.</param>
    public void Report(Diagnostic diagnostic, string? subject = null) =>
        reporter.Report(
            diagnostic,
            Context.ReportDiagnostic,
            reporter.IsActive ? PlaceOf(Context.AdditionalFile, Context.Options, Result.Model) : "",
            subject
        );

    /// <summary>What the baseline calls a prompt file: by its prompt, so that it can be moved, and by its path when it has none.</summary>
    public static string PlaceOf(AdditionalText file, AnalyzerOptions options, PromptModel? model)
    {
        if (model is not null)
            return BaselineEntry.PlaceOf(model);
        var provider = options.AnalyzerConfigOptionsProvider;
        return PromptPaths.RelativePath(file, provider.GetOptions(file), provider.GlobalOptions);
    }
}

internal static class PromptFileActions
{
    /// <summary>Has every prompt file of a project judged, with its partials brought in. A project without prompts pays nothing.</summary>
    /// <param name="rules">The rules that a baseline can hold. The analyzer must have <see cref="BaselineReporter.Stale"/> too.</param>
    public static void RegisterPromptFileAction(
        this AnalysisContext context,
        Action<PromptFileAction> judge,
        ImmutableArray<DiagnosticDescriptor> rules = default
    )
    {
#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var options = start.Options.AnalyzerConfigOptionsProvider;
            var reporter = BaselineReporter.For(start, BaselineKinds.PromptFile, rules);
            if (!start.Options.AdditionalFiles.Any(file => PromptPaths.IsPrompt(file, options.GetOptions(file))))
                return;

            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(start.Options.AdditionalFiles, options));
            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                if (PromptPaths.IsPrompt(file, options.GetOptions(file)) && file.GetText(action.CancellationToken) is { } text)
                    judge(new PromptFileAction(action, text, ParsedPrompts.Get(text, file.Path, partials.Value), reporter));
            });
        });
    }
}
