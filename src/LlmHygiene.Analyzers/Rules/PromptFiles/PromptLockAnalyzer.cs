using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
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

    private static readonly PromptLockParseResult s_none = new(EquatableArray<string>.Empty, PromptLock.Empty, EquatableArray<PromptProblem>.Empty);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(PromptLockRules.Changed, PromptLockRules.NotLocked, PromptLockRules.Syntax);

    /// <summary>The lock among the additional files of a project; an empty one when there is none.</summary>
    public static PromptLockParseResult Read(ImmutableArray<AdditionalText> files) => Read(files.FirstOrDefault(PromptLockFile.IsLock));

    private static PromptLockParseResult Read(AdditionalText? file) =>
        file?.GetText() is { } text ? s_parsed.GetValue(text, PromptLockParser.Parse) : s_none;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            var lockFile = start.Options.AdditionalFiles.FirstOrDefault(PromptLockFile.IsLock);
            if (lockFile is null && !start.Options.AdditionalFiles.Any(file => PromptPaths.IsPrompt(file, provider.GetOptions(file)))) return;

            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(start.Options.AdditionalFiles, provider));
            var locked = new Lazy<PromptLockParseResult>(() => Read(lockFile));
            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                if (file == lockFile)
                {
                    foreach (var problem in locked.Value.Problems)
                        action.ReportDiagnostic(Diagnostic.Create(PromptLockRules.Syntax, Location.Create(file.Path, problem.Span, problem.LineSpan), problem.Message));
                    return;
                }

                if (PromptLockFile.IsLock(file) && file.Path != lockFile?.Path)
                {
                    action.ReportDiagnostic(Diagnostic.Create(
                        PromptLockRules.Syntax, Location.Create(file.Path, default, default), "The project has two locks, and this one is not read. Move its lines into the other and remove it."));
                    return;
                }

                if (!PromptPaths.IsPrompt(file, provider.GetOptions(file)) || file.GetText(action.CancellationToken) is not { } text) return;
                if (ParsedPrompts.Get(text, file.Path, partials.Value) is not { Model: { IsBroken: false } model, VersionSpan: var span }) return;
                var place = Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                if (PromptLockRules.Judge(model, place, locked.Value) is { } diagnostic) action.ReportDiagnostic(diagnostic);
            });
        });
    }
}
