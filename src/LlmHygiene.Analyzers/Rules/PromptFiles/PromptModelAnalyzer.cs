using System.Collections.Immutable;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Judges the model that a prompt file states, at the place where it is written. Its calls say nothing of it again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptModelAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rules that judge a model where a prompt states it.</summary>
    public static readonly ImmutableArray<ModelIdRule> Rules =
        ImmutableArray.Create<ModelIdRule>(new ModelAliasRule(), new ModelRetiredRule(), new ModelNotAllowedRule());

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Select(rule => rule.Descriptor).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            if (!start.Options.AdditionalFiles.Any(file => PromptPaths.IsPrompt(file, provider.GetOptions(file)))) return;

            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(start.Options.AdditionalFiles, provider));
            var models = new Lazy<ModelCatalog>(() => ModelCatalog.For(start.Options));
            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                var own = provider.GetOptions(file);
                if (!PromptPaths.IsPrompt(file, own) || file.GetText(action.CancellationToken) is not { } text) return;

                if (ParsedPrompts.Get(text, file.Path, partials.Value) is not { Model.ModelId: { } id, ModelSpan: var span }) return;

                var stated = new StatedModel(id, Provider: null, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)));
                var options = new RuleOptions(own, models, provider.GlobalOptions);
                foreach (var rule in Rules)
                    if (rule.Judge(stated, options) is { } diagnostic) action.ReportDiagnostic(diagnostic);
            });
        });
    }
}
