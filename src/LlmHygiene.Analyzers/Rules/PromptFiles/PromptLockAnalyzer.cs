using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Compares the project's prompt files with <c>prompts.lock</c>, and reports what cannot be read in it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptLockAnalyzer : LlmAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        ImmutableArray.Create(PromptLockRules.Changed, PromptLockRules.NotLocked, PromptLockRules.Syntax);

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override ImmutableArray<DiagnosticDescriptor> RulesInBaseline { get; } =
        ImmutableArray.Create(PromptLockRules.NotLocked);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        context.RegisterPromptFileAction(session, reporter, Judge);
        if (PromptFileSet.Of(context.Options).LockFile is not null)
            context.RegisterAdditionalFileAction(ReportLock);
    }

    private static void Judge(PromptFileAction file)
    {
        if (file.Result is not { Model: { IsBroken: false } model, Spans.Version: var span })
            return;
        if (PromptLockRules.Judge(model, file.At(span), file.Files.Lock) is { } diagnostic)
            file.Report(diagnostic);
    }

    private static void ReportLock(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!PromptLockFile.IsLock(file))
            return;
        var files = PromptFileSet.Of(context.Options);
        if (file == files.LockFile)
        {
            foreach (var problem in files.Lock.Problems)
                context.ReportDiagnostic(
                    Diagnostic.Create(PromptLockRules.Syntax, Location.Create(file.Path, problem.Span, problem.LineSpan), problem.Message)
                );
        }
        else if (file.Path != files.LockFile?.Path)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    PromptLockRules.Syntax,
                    Location.Create(file.Path, default, default),
                    "The project has two locks, and this one is not read. Move its lines into the other and remove it."
                )
            );
        }
    }
}
