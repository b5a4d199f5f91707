using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptMethods;

/// <summary>
/// Shows what is wrong with a method that carries <c>[Prompt]</c>: in its attribute, in its templates, in its
/// signature; and asks of it what is asked of a prompt file: the model, the lock, a version of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptMethodAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_signature = Descriptors.Create(
        RuleIds.PromptMethodSignature,
        "The method cannot be a prompt",
        "{0}",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "The generator writes the body of a partial method from its [Prompt]; this one's signature does not allow it.");

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_rules =
        PromptFileRules.All.Append(s_signature).ToImmutableDictionary(static rule => rule.Id);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = s_rules.Values
        .Concat([PromptFileAnalyzer.DuplicateVersion, PromptLockRules.Changed, PromptLockRules.NotLocked, OutputNotLimitedRule.OutputNotLimited])
        .Concat(PromptModelAnalyzer.Rules.Select(static rule => rule.Descriptor))
        .ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        // Once the generator has written the body, the method counts as generated as a whole.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = start.Compilation.GetTypesByMetadataName(PromptMethodReader.Attribute);
            if (known.IsEmpty) return;

            var others = new OtherPrompts(start.Compilation, start.Options);
            start.RegisterSymbolAction(action => Analyze(action, known, others), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ImmutableArray<INamedTypeSymbol> known, OtherPrompts others)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary || method.PartialDefinitionPart is not null) return;
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !known.Contains(type, SymbolEqualityComparer.Default)) continue;
            if (PromptMethodReader.Read(method, attribute, context.CancellationToken) is not { Tree: { } tree } result) continue;
            foreach (var problem in result.Problems)
                context.ReportDiagnostic(Diagnostic.Create(s_rules[problem.RuleId], Location.Create(tree, problem.Span), problem.Message));
            if (result.Prompt is { } prompt) Judge(context, prompt, result, tree, others);
        }
    }

    private static void Judge(SymbolAnalysisContext context, PromptModel prompt, PromptMethodParseResult result, SyntaxTree tree, OtherPrompts others)
    {
        var version = Location.Create(tree, result.VersionSpan);
        if (others.SameVersion(prompt, tree, result.VersionSpan) is { } same)
            context.ReportDiagnostic(Diagnostic.Create(PromptFileAnalyzer.DuplicateVersion, version, prompt.Name, prompt.Version, same));
        if (PromptLockRules.Judge(prompt, version, others.Lock) is { } locked) context.ReportDiagnostic(locked);

        if (prompt.Parameters.MaxOutputTokens is null && result.Method?.Result != MethodResult.Messages && !PromptCostAnalyzer.IsLimitedByPipeline(context.Compilation, context.CancellationToken))
            context.ReportDiagnostic(OutputNotLimitedRule.OfPrompt(prompt.Name, version, "MaxOutputTokens"));

        if (prompt.ModelId is not { } id) return;
        var project = context.Options;
        var provider = project.AnalyzerConfigOptionsProvider;
        var options = new RuleOptions(provider.GetOptions(tree), new Lazy<ModelCatalog>(() => ModelCatalog.For(project)), provider.GlobalOptions);
        PromptModelAnalyzer.Judge(id, Location.Create(tree, result.ModelSpan), options, context.ReportDiagnostic);
    }
}
