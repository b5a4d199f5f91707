using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Looks for the C# types that a prompt file names as its output, and says so at the name when there is none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptOutputTypeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(PromptFileRules.Get(RuleIds.PromptOutput));

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            if (!start.Options.AdditionalFiles.Any(file => PromptPaths.IsPrompt(file, provider.GetOptions(file)))) return;

            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(start.Options.AdditionalFiles, provider));
            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                if (!PromptPaths.IsPrompt(file, provider.GetOptions(file)) || file.GetText(action.CancellationToken) is not { } text) return;

                var result = ParsedPrompts.Get(text, file.Path, partials.Value);
                if (result.Model?.Output is not { } output) return;

                if (output.TypeName is { } type) Report(action, text, result.OutputTypeSpan, OutputTypes.TypeProblem(action.Compilation, type));
                if (output.JsonContext is { } name) Report(action, text, result.JsonContextSpan, OutputTypes.ContextProblem(action.Compilation, name));
            });
        });
    }

    private static void Report(AdditionalFileAnalysisContext action, SourceText text, TextSpan span, string? problem)
    {
        if (problem is null) return;
        var location = Location.Create(action.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
        action.ReportDiagnostic(Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptOutput), location, problem));
    }
}
