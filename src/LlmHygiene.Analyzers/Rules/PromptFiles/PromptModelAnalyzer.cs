using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

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

    private static readonly ImmutableArray<DiagnosticDescriptor> s_descriptors = ModelRules
        .Select(rule => rule.Descriptor)
        .ToImmutableArray();

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => s_descriptors;

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter) =>
        context.RegisterPromptFileAction(session, reporter, Judge);

    private static void Judge(PromptFileAction file)
    {
        if (file.Result is not { Model.ModelId: { } id, Spans.Model: var span })
            return;
        var project = file.Context.Options;
        var options = RuleOptions.OfPrompt(project.AnalyzerConfigOptionsProvider.GetOptions(file.Context.AdditionalFile), project);
        Judge(id, file.At(span), options, diagnostic => file.Report(diagnostic, id));
    }

    /// <summary>Judges the model that a prompt states.</summary>
    public static void Judge(string id, Location place, RuleOptions options, Action<Diagnostic> report)
    {
        var stated = new StatedModel(id, Provider: null, place);
        foreach (var rule in ModelRules)
            if (rule.Judge(stated, options) is { } diagnostic)
                report(diagnostic);
    }
}
