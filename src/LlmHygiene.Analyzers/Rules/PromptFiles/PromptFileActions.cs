using System.Collections.Immutable;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Reporting;
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
    CompilationSession session,
    BaselineReporter reporter
)
{
    public AdditionalFileAnalysisContext Context { get; } = context;

    public PromptFileSet Files { get; } = files;

    public CompilationSession Session { get; } = session;

    /// <summary>All prompts of the project, for rules that compare two of them.</summary>
    public PromptCatalog Catalog => catalog.Value;

    public PromptParseResult Result => file.Result;

    public Location At(TextSpan span) => file.At(span);

    /// <param name="subject">Which part of the prompt is wrong, where there are several; used in the baseline key.</param>
    public void Report(Diagnostic diagnostic, string? subject = null) =>
        reporter.Report(diagnostic, Context.ReportDiagnostic, reporter.IsActive ? Place() : "", subject);

    // The baseline identifies a prompt file by its prompt, so that the file can be moved, and by its path when it has none.
    private string Place() => Result.Model is { } model ? BaselineEntry.PlaceOf(model) : Files.RelativePath(file.File);
}

internal static class PromptFileActions
{
    /// <summary>Registers an action for every prompt file of a project. A project without prompts pays nothing.</summary>
    public static void RegisterPromptFileAction(
        this CompilationStartAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter,
        Action<PromptFileAction> judge
    )
    {
        var files = PromptFileSet.Of(context.Options);
        if (files.Prompts.IsEmpty)
            return;
        var assemblyName = context.Compilation.AssemblyName ?? "";
        var catalog = new Lazy<PromptCatalog>(() => PromptCatalog.Create(files, assemblyName));
        context.RegisterAdditionalFileAction(action =>
        {
            var file = action.AdditionalFile;
            if (files.IsPrompt(file) && files.Parse(file, action.CancellationToken) is { } parsed)
                judge(new PromptFileAction(action, parsed, files, catalog, session, reporter));
        });
    }
}
