using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Compares the project's prompt files with <c>prompts.lock</c>, and shows what cannot be read in it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptLockAnalyzer : DiagnosticAnalyzer
{
    // A result lives as long as the text that it is made from.
    private static readonly ConditionalWeakTable<SourceText, PromptLockParseResult> s_parsed = new();

    private static readonly PromptLockParseResult s_none = new(
        EquatableArray<string>.Empty,
        PromptLock.Empty,
        EquatableArray<PromptProblem>.Empty
    );

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(PromptLockRules.Changed, PromptLockRules.NotLocked, PromptLockRules.Syntax, BaselineReporter.Stale);

    /// <summary>The lock among the additional files of a project; an empty one when there is none.</summary>
    public static PromptLockParseResult Read(ImmutableArray<AdditionalText> files) => Read(files.FirstOrDefault(PromptLockFile.IsLock));

    private static PromptLockParseResult Read(AdditionalText? file) =>
        file?.GetText() is { } text ? s_parsed.GetValue(text, PromptLockParser.Parse) : s_none;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

        context.RegisterPromptFileAction(
            static file =>
            {
                if (file.Result is not { Model: { IsBroken: false } model, VersionSpan: var span })
                    return;
                if (PromptLockRules.Judge(model, file.At(span), Read(file.Context.Options.AdditionalFiles)) is { } diagnostic)
                    file.Report(diagnostic);
            },
            ImmutableArray.Create(PromptLockRules.NotLocked)
        );
        context.RegisterAdditionalFileAction(ReportLock);
    }

    private static void ReportLock(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!PromptLockFile.IsLock(file))
            return;
        var lockFile = context.Options.AdditionalFiles.First(PromptLockFile.IsLock);
        if (file == lockFile)
        {
            foreach (var problem in Read(lockFile).Problems)
                context.ReportDiagnostic(
                    Diagnostic.Create(PromptLockRules.Syntax, Location.Create(file.Path, problem.Span, problem.LineSpan), problem.Message)
                );
        }
        else if (file.Path != lockFile.Path)
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
