using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Settings;

/// <summary>Reports what cannot be understood in the project's own list of models.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ModelListAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_modelListSyntax = Descriptors.Create(
        id: RuleIds.ModelListSyntax,
        title: "llm-models.txt cannot be read",
        message: "{0}",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A line of llm-models.txt that cannot be understood is ignored; the other lines still apply."
    );

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_modelListSyntax);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(static action =>
        {
            var file = action.AdditionalFile;
            if (!ModelCatalog.IsOverride(file) || file.GetText(action.CancellationToken) is not { } text)
                return;
            foreach (var problem in ModelListParser.Parse(text.ToString()).Problems)
            {
                var place = Location.Create(file.Path, problem.Span, text.Lines.GetLinePositionSpan(problem.Span));
                action.ReportDiagnostic(Diagnostic.Create(s_modelListSyntax, place, problem.Message));
            }
        });
    }
}
