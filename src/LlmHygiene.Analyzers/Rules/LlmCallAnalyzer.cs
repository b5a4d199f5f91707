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
            var wrappers = new PromptWrappersProvider(start.Compilation, catalog, tree => new RuleOptions(provider.GetOptions(tree), models).PromptTagKeys);
            start.RegisterOperationAction(operation => Analyze(operation, recognizer, wrappers, catalog, models), OperationKind.Invocation);
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
        }
        else if (IsOwnMethod(invocation, context.Compilation) && wrappers.Get(context.CancellationToken).PromptsOf(invocation).ToList() is { Count: > 0 } prompts)
        {
            var options = OptionsOf(context, models);
            var facts = new WrapperCallFacts(invocation, prompts, new SourceScope(model, context.CancellationToken), catalog, options.PromptTagKeys);
            foreach (var rule in Rules)
                if (rule.Judge(facts, options) is { } diagnostic) context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool IsOwnMethod(IInvocationOperation invocation, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingAssembly, compilation.Assembly);

    private static RuleOptions OptionsOf(OperationAnalysisContext context, Lazy<ModelCatalog> models) =>
        new(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree), models);
}
