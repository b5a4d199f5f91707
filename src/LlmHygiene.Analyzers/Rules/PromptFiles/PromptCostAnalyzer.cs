using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>
/// Reports in a prompt file what makes its calls expensive. A deprecated version is not judged: nobody should use it, so nobody needs to
/// change it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptCostAnalyzer : LlmAnalyzer
{
    private static readonly ImmutableArray<DiagnosticDescriptor> s_rules = ImmutableArray.Create(
        OutputNotLimitedRule.OutputNotLimited,
        ModelHeavierThanTierRule.ModelHeavier,
        PromptOverBudgetRule.OverBudget,
        InputBeforeTextRule.InputBeforeText
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => s_rules;

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter) =>
        context.RegisterPromptFileAction(session, reporter, Judge);

    private static void Judge(PromptFileAction file)
    {
        if (file.Result is not { Model: { IsBroken: false, DeprecationReason: null } prompt } result)
            return;
        JudgeLimit(file, prompt, file.At(result.Spans.Version));
        JudgeModel(file, prompt, file.At(result.Spans.Model));
        if (JudgePrefix(file, prompt, file.At(result.Spans.Version)) is { } prefix)
            file.Report(prefix);
        // The lock is read on demand, and most prompts have no budget.
        if (
            prompt.InputTokenBudget is { } budget
            && PromptOverBudgetRule.Judge(prompt, budget, file.At(result.Spans.Budget), file.Files.Lock.Lock) is { } overBudget
        )
            file.Report(overBudget);
    }

    /// <summary>True when a pipeline of the project limits the responses to prompts that state no limit.</summary>
    public static bool IsLimitedByPipeline(CompilationSession session, CancellationToken cancellation) =>
        session.Catalog.HasSdks && session.Services.PipelineLimits.Set(MicrosoftExtensionsAISdk.OutputLimit, session.ScopeOf(cancellation));

    // Calls that pass options are judged by these options.
    private static bool IsLimitedByCalls(PromptFileAction file, PromptModel prompt) =>
        file.Session is { Catalog: { HasSdks: true } catalog } session
        && PromptNames.Family(prompt.Name) is { } type
        && GeneratedPromptCalls.AreJudgedAtTheirCalls(type, prompt.Name, session.ScopeOf(file.Context.CancellationToken), catalog);

    private static void JudgeModel(PromptFileAction file, PromptModel prompt, Location place)
    {
        if (prompt is not { ModelId: { } id, Tier: { } tier })
            return;
        var stated = new StatedModel(id, Provider: null, place);
        if (ModelHeavierThanTierRule.Judge(stated, prompt.Name, tier, ModelCatalog.For(file.Context.Options)) is { } diagnostic)
            file.Report(diagnostic);
    }

    // An input that is in a partial is reported at the version.
    private static Diagnostic? JudgePrefix(PromptFileAction file, PromptModel prompt, Location version)
    {
        var (additional, project) = (file.Context.AdditionalFile, file.Context.Options);
        var options = RuleOptions.OfPrompt(project.AnalyzerConfigOptionsProvider.GetOptions(additional), project);
        return InputBeforeTextRule.OfPrompt(
            prompt,
            options,
            input =>
            {
                var text = additional.GetText(file.Context.CancellationToken)?.ToString() ?? "";
                var start = InputTags.StartOfMessages(text);
                var tag = InputTags.First(text, TextSpan.FromBounds(start, text.Length), input);
                return tag.IsEmpty ? version : file.At(tag);
            }
        );
    }

    private static void JudgeLimit(PromptFileAction file, PromptModel prompt, Location place)
    {
        if (prompt.Parameters.MaxOutputTokens is not null)
            return;
        if (IsLimitedByPipeline(file.Session, file.Context.CancellationToken) || IsLimitedByCalls(file, prompt))
            return;
        var isPrompty = PromptPaths.Format(file.Context.AdditionalFile.Path) == PromptFormat.Prompty;
        file.Report(OutputNotLimitedRule.OfPrompt(prompt.Name, place, isPrompty ? "max_tokens" : "maxCompletionTokens"));
    }
}
