using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>What the calls of a prompt cost, told in its file, where it is stated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptCostAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(OutputNotLimitedRule.OutputNotLimited);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterPromptFileAction(static file =>
        {
            if (file.Result is not { Model: { IsBroken: false } prompt, VersionSpan: var version }) return;
            JudgeLimit(file, prompt, file.At(version));
        });
    }

    /// <summary>True when a pipeline of the project limits the answers of prompts that state no limit.</summary>
    public static bool IsLimitedByPipeline(Compilation compilation, CancellationToken cancellation) =>
        SdkCatalog.For(compilation) is { } catalog && PipelineLimits.Set("MaxOutputTokens", new SourceScope(compilation, cancellation), catalog);

    // Nobody should use a deprecated version any more, so nobody need change it either.
    private static void JudgeLimit(PromptFileAction file, PromptModel prompt, Location place)
    {
        if (prompt.Parameters.MaxOutputTokens is not null || prompt.DeprecationReason is not null) return;
        if (IsLimitedByPipeline(file.Context.Compilation, file.Context.CancellationToken)) return;
        var isPrompty = PromptPaths.Format(file.Context.AdditionalFile.Path) == PromptFormat.Prompty;
        file.Context.ReportDiagnostic(OutputNotLimitedRule.OfPrompt(prompt.Name, place, isPrompty ? "max_tokens" : "maxCompletionTokens"));
    }
}
