using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>Reports what cannot be read in <c>llmhygiene.baseline</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BaselineAnalyzer : LlmAnalyzer
{
    private static readonly DiagnosticDescriptor s_syntax = Descriptors.Create(
        id: RuleIds.BaselineSyntax,
        title: "llmhygiene.baseline cannot be read",
        message: "{0}",
        category: Descriptors.InventoryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A line of llmhygiene.baseline that cannot be understood suppresses nothing; the other lines still apply."
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(s_syntax);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (BaselineFile.Find(context.Options.AdditionalFiles) is not null)
            context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!BaselineFile.IsBaseline(file) || BaselineFile.Find(context.Options.AdditionalFiles) is not { } read)
            return;
        if (file.Path != read.Path)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    s_syntax,
                    Location.Create(file.Path, default, default),
                    "The project has two baselines, and this one is not read. Move its lines into the other and remove it."
                )
            );
        }
        else if (file == read && file.GetText(context.CancellationToken) is { } text)
        {
            foreach (var problem in BaselineFile.Parse(text).Problems)
                context.ReportDiagnostic(
                    Diagnostic.Create(s_syntax, Location.Create(file.Path, problem.Span, problem.LineSpan), problem.Message)
                );
        }
    }
}
