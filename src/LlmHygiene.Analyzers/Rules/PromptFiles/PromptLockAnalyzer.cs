using System.Collections.Immutable;
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
    private static readonly SourceTextValueProvider<PromptLockParseResult> s_parsed = new(PromptLockParser.Parse);

    private static readonly PromptLockParseResult s_none = new(EquatableArray<string>.Empty, PromptLock.Empty, EquatableArray<PromptProblem>.Empty);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(PromptLockRules.Changed, PromptLockRules.NotLocked, PromptLockRules.Syntax);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

        PromptLockParseResult Lock(SourceText text) => context.TryGetValue(text, s_parsed, out var result) ? result : PromptLockParser.Parse(text);

#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            var lockFile = start.Options.AdditionalFiles.FirstOrDefault(PromptLockFile.IsLock);
            if (lockFile is null && !start.Options.AdditionalFiles.Any(file => PromptPaths.IsPrompt(file, provider.GetOptions(file)))) return;

            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(start.Options.AdditionalFiles, provider));
            var locked = new Lazy<PromptLockParseResult>(() => lockFile?.GetText() is { } text ? Lock(text) : s_none);
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
