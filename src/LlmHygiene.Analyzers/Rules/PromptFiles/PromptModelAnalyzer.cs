using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Judges the model that a prompt file states, where it is written. It is not reported again at the calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptModelAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rules that judge a model where a prompt states it.</summary>
    public static readonly ImmutableArray<ModelIdRule> Rules = ImmutableArray.Create<ModelIdRule>(
        new ModelAliasRule(),
        new ModelRetiredRule(),
        new ModelNotAllowedRule()
    );

    private static readonly ImmutableArray<DiagnosticDescriptor> s_descriptors = Rules.Select(rule => rule.Descriptor).ToImmutableArray();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = s_descriptors.Add(BaselineReporter.Stale);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterPromptFileAction(
            static file =>
            {
                if (file.Result is not { Model.ModelId: { } id, Spans.Model: var span })
                    return;
                var project = file.Context.Options;
                var options = RuleOptions.OfPrompt(project.AnalyzerConfigOptionsProvider.GetOptions(file.Context.AdditionalFile), project);
                Judge(id, file.At(span), options, diagnostic => file.Report(diagnostic, id));
            },
            s_descriptors
        );
    }

    /// <summary>Judges the model that a prompt states.</summary>
    public static void Judge(string id, Location place, RuleOptions options, Action<Diagnostic> report)
    {
        var stated = new StatedModel(id, Provider: null, place);
        foreach (var rule in Rules)
            if (rule.Judge(stated, options) is { } diagnostic)
                report(diagnostic);
    }
}
