using System.Collections.Immutable;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>A prompt file to be judged, with the others of its project.</summary>
internal sealed class PromptFileAction(
    AdditionalFileAnalysisContext context,
    ParsedPromptFile file,
    PromptFileSet files,
    Lazy<PromptCatalog> catalog,
    BaselineReporter reporter
)
{
    public AdditionalFileAnalysisContext Context { get; } = context;

    public PromptFileSet Files { get; } = files;

    /// <summary>All prompts of the project, for rules that compare two of them.</summary>
    public PromptCatalog Catalog => catalog.Value;

    public PromptParseResult Result => file.Result;

    public Location At(TextSpan span) => file.At(span);

    /// <param name="subject">What of the prompt is wrong, where it can be several things; for the baseline.</param>
    public void Report(Diagnostic diagnostic, string? subject = null) =>
        reporter.Report(diagnostic, Context.ReportDiagnostic, reporter.IsActive ? Place() : "", subject);

    // The baseline knows a prompt file by its prompt, so that it can be moved, and by its path when it has none.
    private string Place() => Result.Model is { } model ? BaselineEntry.PlaceOf(model) : Files.RelativePath(file.File);
}

internal static class PromptFileActions
{
    /// <summary>Registers an action for every prompt file of a project. A project without prompts pays nothing.</summary>
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
            var reporter = BaselineReporter.For(start, BaselineKinds.PromptFile, rules);
            var files = PromptFileSet.Of(start.Options);
            if (files.Prompts.IsEmpty)
                return;

            var assemblyName = start.Compilation.AssemblyName ?? "";
            var catalog = new Lazy<PromptCatalog>(() => PromptCatalog.Create(files, assemblyName));
            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                if (files.IsPrompt(file) && files.Parse(file, action.CancellationToken) is { } parsed)
                    judge(new PromptFileAction(action, parsed, files, catalog, reporter));
            });
        });
    }
}
