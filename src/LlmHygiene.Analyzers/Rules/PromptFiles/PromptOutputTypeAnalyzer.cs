using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Looks up the C# types that a prompt file names as its output, and reports a name that is not a type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptOutputTypeAnalyzer : LlmAnalyzer
{
    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        ImmutableArray.Create(PromptFileRules.Get(RuleIds.PromptOutput));

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter) =>
        context.RegisterPromptFileAction(session, reporter, Judge);

    private static void Judge(PromptFileAction file)
    {
        if (file.Result.Model?.Output is not { } output)
            return;
        var compilation = file.Context.Compilation;
        if (output.TypeName is { } type)
            Report(file, file.Result.Spans.OutputType, OutputTypes.TypeProblem(compilation, type));
        if (output.JsonContext is { } name)
            Report(file, file.Result.Spans.JsonContext, OutputTypes.ContextProblem(compilation, name));
    }

    private static void Report(PromptFileAction file, TextSpan span, string? problem)
    {
        if (problem is not null)
            file.Context.ReportDiagnostic(Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptOutput), file.At(span), problem));
    }
}
