using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptMethods;

/// <summary>Shows what is wrong with a method that carries <c>[Prompt]</c>: in its attribute, in its templates, in its signature.</summary>
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

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_rules = new[]
    {
        RuleIds.PromptName, RuleIds.PromptVersion, RuleIds.PromptBadValue, RuleIds.PromptTemplateSyntax, RuleIds.PromptUnknownVariable,
        RuleIds.PromptUnusedInput, RuleIds.PromptWithoutMessages, RuleIds.PromptNameCollision, RuleIds.PromptPartial, RuleIds.PromptImage,
    }.Select(PromptFileRules.Get).Append(s_signature).ToImmutableDictionary(static rule => rule.Id);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = s_rules.Values.ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = start.Compilation.GetTypesByMetadataName(PromptMethodReader.Attribute);
            if (!known.IsEmpty) start.RegisterSymbolAction(action => Analyze(action, known), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ImmutableArray<INamedTypeSymbol> known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary) return;
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !known.Contains(type, SymbolEqualityComparer.Default)) continue;
            if (PromptMethodReader.Read(method, attribute, context.CancellationToken) is not { Tree: { } tree } result) continue;
            foreach (var problem in result.Problems)
                context.ReportDiagnostic(Diagnostic.Create(s_rules.TryGetValue(problem.RuleId, out var rule) ? rule : s_signature, Location.Create(tree, problem.Span), problem.Message));
        }
    }
}
