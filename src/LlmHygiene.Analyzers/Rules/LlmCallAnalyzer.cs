using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Tracking;
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
        new ModelAliasRule(), new ModelRetiredRule(), new ModelNotAllowedRule(), new PromptNotVersionedRule(),
        new PromptVersionNotFixedRule(), new PromptInlineRule(), new PromptTagLostRule());

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Select(rule => rule.Descriptor).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (SdkCatalog.For(start.Compilation) is not { } catalog) return;
            var recognizer = new LlmCallRecognizer(catalog);
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            var models = new Lazy<ModelCatalog>(() => ModelCatalog.For(start.Options));
            var wrappers = new PromptWrappersProvider(catalog, recognizer, tree => new RuleOptions(provider.GetOptions(tree), models).PromptTagKeys);
            start.RegisterOperationAction(operation => Analyze(operation, recognizer, wrappers, catalog, models), OperationKind.Invocation);
            // Of a file by itself, so that an IDE shows it while someone types; and after its calls, whose facts are known then.
            start.RegisterSemanticModelAction(file => AnalyzeWrapperCalls(file, wrappers, catalog, models));
        });
    }

    private static void Analyze(OperationAnalysisContext context, LlmCallRecognizer recognizer, PromptWrappersProvider wrappers, SdkCatalog catalog, Lazy<ModelCatalog> models)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.SemanticModel is not { } model) return;
        if (recognizer.Recognize(invocation) is { } call)
        {
            var options = OptionsOf(context, models);
            var facts = new LlmCallFacts(call, new SourceScope(model, context.CancellationToken), catalog, options.PromptTagKeys);
            foreach (var rule in Rules)
                if (rule.Judge(facts, options) is { } diagnostic) context.ReportDiagnostic(diagnostic);
            wrappers.Remember(invocation, facts.Prompt.HandedIn);
        }
        else if (catalog.PromptCallNames.Contains(invocation.TargetMethod.Name))
        {
            wrappers.Remember(invocation, []);
        }
    }

    private static void AnalyzeWrapperCalls(SemanticModelAnalysisContext context, PromptWrappersProvider wrappers, SdkCatalog catalog, Lazy<ModelCatalog> models)
    {
        var options = new RuleOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree), models);
        var scope = new SourceScope(context.SemanticModel, context.CancellationToken);
        foreach (var (call, prompts) in wrappers.Get(scope).CallsIn(context.SemanticModel.SyntaxTree, scope))
        {
            var facts = new WrapperCallFacts(call, prompts, scope, catalog, options.PromptTagKeys);
            foreach (var rule in Rules)
                if (rule.Judge(facts, options) is { } diagnostic) context.ReportDiagnostic(diagnostic);
        }
    }

    private static RuleOptions OptionsOf(OperationAnalysisContext context, Lazy<ModelCatalog> models) =>
        new(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree), models);
}
