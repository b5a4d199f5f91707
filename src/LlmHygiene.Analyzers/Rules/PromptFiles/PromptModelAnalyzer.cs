using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Judges the model that a prompt file states, where it is written. It is not reported again at the calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptModelAnalyzer : LlmAnalyzer
{
    /// <summary>The rules that judge a model where a prompt states it.</summary>
    public static readonly ImmutableArray<ModelIdRule> ModelRules = ImmutableArray.Create<ModelIdRule>(
        new ModelAliasRule(),
        new ModelRetiredRule(),
        new ModelNotAllowedRule()
    );

    /// <summary>What is reported about a prompt and its model.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> Descriptors = ModelRules
        .Select(rule => rule.Descriptor)
        .Append(new ModelRefusesRule().Descriptor)
        .Append(OutputLimitTooLowRule.OutputLimitTooLow)
        .ToImmutableArray();

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => Descriptors;

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter) =>
        context.RegisterPromptFileAction(session, reporter, Judge);

    private static void Judge(PromptFileAction file)
    {
        if (file.Result is not { Model: { ModelId: { } id } prompt, Spans: { Model: var span } spans })
            return;
        var project = file.Context.Options;
        var options = RuleOptions.OfPrompt(project.AnalyzerConfigOptionsProvider.GetOptions(file.Context.AdditionalFile), project);
        Judge(id, file.At(span), options, diagnostic => file.Report(diagnostic, id));
        if (prompt.IsBroken)
            return;
        JudgeParameters(
            prompt,
            parameter => file.At(SpanOf(parameter, spans)),
            options,
            diagnostic =>
                file.Report(diagnostic, diagnostic.Properties.TryGetValue(ModelRefusesRule.ParameterProperty, out var it) ? it : id)
        );
    }

    private static TextSpan SpanOf(RequestParameter parameter, PromptSpans spans)
    {
        foreach (var span in spans.Parameters)
            if (span.Parameter == parameter)
                return span.Span;
        return parameter == RequestParameter.Schema && !spans.Output.IsEmpty ? spans.Output : spans.Model;
    }

    /// <summary>Judges what a prompt sends by what its model accepts.</summary>
    /// <param name="at">Where a parameter is stated.</param>
    /// <param name="returnsData">True for a prompt method that returns data: the schema of its type is sent.</param>
    public static void JudgeParameters(
        PromptModel prompt,
        Func<RequestParameter, Location> at,
        RuleOptions options,
        Action<Diagnostic> report,
        bool returnsData = false
    )
    {
        foreach (var refusal in PromptRefusals.Of(prompt, options.Models, returnsData))
            report(ModelRefusesRule.Report(prompt.ModelId!, refusal, at(refusal.Parameter)));
        var limit = at(RequestParameter.MaxTokens);
        if (LimitTooLow(prompt, limit, options.Models) is { } tooLow)
            report(tooLow);
    }

    /// <summary>The diagnostic for a limit that the model can use up by reasoning with the effort that the prompt states.</summary>
    public static Diagnostic? LimitTooLow(PromptModel prompt, Location place, ModelCatalog models) =>
        OutputLimitTooLowRule.OfPrompt(
            prompt.ModelId,
            prompt.Parameters.MaxOutputTokens,
            place,
            models,
            PromptRefusals.EffortOf(prompt),
            PromptRefusals.ReasonsIn
        );

    /// <summary>Judges the model that a prompt states.</summary>
    public static void Judge(string id, Location place, RuleOptions options, Action<Diagnostic> report)
    {
        var stated = new StatedModel(id, Provider: null, place);
        foreach (var rule in ModelRules)
            if (rule.Judge(stated, options) is { } diagnostic)
                report(diagnostic);
    }
}
