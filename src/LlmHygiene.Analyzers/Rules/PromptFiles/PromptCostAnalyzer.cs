using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>What the calls of a prompt cost, told in its file. Not of a deprecated version: nobody should use it, so nobody need change it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptCostAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(OutputNotLimitedRule.OutputNotLimited, ModelHeavierRule.ModelHeavier, PromptBudgetRule.OverBudget);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterPromptFileAction(static file =>
        {
            if (file.Result is not { Model: { IsBroken: false, DeprecationReason: null } prompt } result) return;
            JudgeLimit(file, prompt, file.At(result.VersionSpan));
            JudgeModel(file, prompt, file.At(result.ModelSpan));
            if (PromptBudgetRule.Judge(prompt, file.At(result.BudgetSpan), PromptLockAnalyzer.Read(file.Context.Options.AdditionalFiles).Lock) is { } overBudget) file.Context.ReportDiagnostic(overBudget);
        });
    }

    /// <summary>True when a pipeline of the project limits the answers of prompts that state no limit.</summary>
    public static bool IsLimitedByPipeline(Compilation compilation, CancellationToken cancellation) =>
        SdkCatalog.For(compilation) is { } catalog && PipelineLimits.Set("MaxOutputTokens", new SourceScope(compilation, cancellation), catalog);

    private static void JudgeModel(PromptFileAction file, PromptModel prompt, Location place)
    {
        if (prompt is not { ModelId: { } id, Tier: { } tier }) return;
        var stated = new StatedModel(id, Provider: null, place);
        if (ModelHeavierRule.Judge(stated, prompt.Name, tier, ModelCatalog.For(file.Context.Options)) is { } diagnostic) file.Context.ReportDiagnostic(diagnostic);
    }

    private static void JudgeLimit(PromptFileAction file, PromptModel prompt, Location place)
    {
        if (prompt.Parameters.MaxOutputTokens is not null) return;
        if (IsLimitedByPipeline(file.Context.Compilation, file.Context.CancellationToken)) return;
        var isPrompty = PromptPaths.Format(file.Context.AdditionalFile.Path) == PromptFormat.Prompty;
        file.Context.ReportDiagnostic(OutputNotLimitedRule.OfPrompt(prompt.Name, place, isPrompty ? "max_tokens" : "maxCompletionTokens"));
    }
}
