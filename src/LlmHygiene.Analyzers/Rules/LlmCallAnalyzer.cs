using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>Recognises each call once and puts its facts before every call rule.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LlmCallAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<CallRule> Rules = ImmutableArray.Create<CallRule>(
        new CallInventoryRule(), new ModelNotStatedRule(), new ModelDecidedElsewhereRule(),
        new ModelAliasRule(), new ModelRetiredRule(), new ModelNotAllowedRule(), new PromptNotVersionedRule());

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Select(rule => rule.Descriptor).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (SdkCatalog.Bind(start.Compilation) is not { } catalog) return;
            var recognizer = new LlmCallRecognizer(catalog);
            var facts = new LlmCallFactsProvider(catalog);
            var models = new Lazy<ModelCatalog>(() => ModelCatalog.For(start.Options));
            start.RegisterOperationAction(operation => Analyze(operation, recognizer, facts, models), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, LlmCallRecognizer recognizer, LlmCallFactsProvider provider, Lazy<ModelCatalog> models)
    {
        if (recognizer.Recognize((IInvocationOperation)context.Operation) is not { } call) return;

        var options = new RuleOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree), models);
        if (provider.For(call, context.ContainingSymbol, options.PromptTagKeys, context.CancellationToken) is not { } facts) return;
        foreach (var rule in Rules)
            if (rule.Judge(facts, options) is { } diagnostic) context.ReportDiagnostic(diagnostic);
    }
}
