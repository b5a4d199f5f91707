using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Tracking;
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
        new CallInventoryRule(), new ModelNotStatedRule(), new ModelDecidedElsewhereRule(), new PromptNotVersionedRule());

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
            start.RegisterOperationAction(operation => Analyze(operation, recognizer, catalog), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, LlmCallRecognizer recognizer, SdkCatalog catalog)
    {
        if (recognizer.Recognize((IInvocationOperation)context.Operation) is not { } call) return;

        var options = new RuleOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree));
        if (call.Invocation.SemanticModel is not { } model) return;
        var facts = new LlmCallFacts(call, new SourceScope(model, context.CancellationToken), catalog, options.PromptTagKeys);
        foreach (var rule in Rules)
            if (rule.Judge(facts, options) is { } diagnostic) context.ReportDiagnostic(diagnostic);
    }
}
