using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Settings;

/// <summary>Reports what cannot be understood in the project's own list of models.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ModelListAnalyzer : LlmAnalyzer
{
    private static readonly DiagnosticDescriptor s_modelListSyntax = Descriptors.Create(
        id: RuleIds.ModelListSyntax,
        title: "llm-models.txt cannot be read",
        message: "{0}",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A line of llm-models.txt that cannot be understood is ignored; the other lines still apply."
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(s_modelListSyntax);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        foreach (var file in context.Options.AdditionalFiles)
        {
            if (!ModelCatalog.IsOverride(file))
                continue;
            context.RegisterAdditionalFileAction(Analyze);
            return;
        }
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!ModelCatalog.IsOverride(file) || file.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var problem in ModelListParser.Parse(text.ToString()).Problems)
        {
            var place = Location.Create(file.Path, problem.Span, text.Lines.GetLinePositionSpan(problem.Span));
            context.ReportDiagnostic(Diagnostic.Create(s_modelListSyntax, place, problem.Message));
        }
    }
}
