using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Http;

/// <summary>
/// Finds LLM calls that are written as HTTP requests. Most projects send HTTP and reach no LLM, so the text of the project is
/// looked through for endpoints first, and nothing is registered where there is none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RawHttpAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_inventory = new CallInventoryRule().Descriptor;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RawHttpRule.Descriptor, s_inventory, BaselineReporter.Stale);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var compilation = start.Compilation;
            var reporter = BaselineReporter.For(start, BaselineKinds.Http, ImmutableArray.Create(RawHttpRule.Descriptor));
            if (
                SdkCatalog.IsSdk(compilation.Assembly)
                || !EndpointText.IsIn(compilation, start.CancellationToken)
                || HttpSends.In(compilation) is not { } sends
            )
                return;
            var catalog = SdkCatalog.BindOrEmpty(compilation);
            var recognizer = new HttpCallRecognizer(catalog, sends);
            var models = new Lazy<ModelCatalog>(() => ModelCatalog.For(start.Options));
            start.RegisterOperationAction(
                operation => AnalyzeSend(operation, recognizer, catalog, models, reporter),
                OperationKind.Invocation
            );
            // Helpers are searched for when a file is done: by then the compiler has bound most of what is asked about.
            start.RegisterSemanticModelAction(file => AnalyzeHelperCalls(file, recognizer, catalog, models, reporter));
        });
    }

    private static void AnalyzeSend(
        OperationAnalysisContext context,
        HttpCallRecognizer recognizer,
        SdkCatalog catalog,
        Lazy<ModelCatalog> models,
        BaselineReporter reporter
    )
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (!recognizer.MightBeSend(invocation.TargetMethod.Name) || invocation.SemanticModel is not { } model)
            return;
        var scope = recognizer.ScopeOf(model, context.CancellationToken);
        if (recognizer.RecognizeSend(invocation, scope) is { } call)
            Report(call, scope, catalog, OptionsOf(context.Options, call, models), reporter, context.ReportDiagnostic);
    }

    private static void AnalyzeHelperCalls(
        SemanticModelAnalysisContext context,
        HttpCallRecognizer recognizer,
        SdkCatalog catalog,
        Lazy<ModelCatalog> models,
        BaselineReporter reporter
    )
    {
        var scope = recognizer.ScopeOf(context.SemanticModel, context.CancellationToken);
        foreach (var call in recognizer.HelperCallsIn(context.SemanticModel.SyntaxTree, scope))
            Report(call, scope, catalog, OptionsOf(context.Options, call, models), reporter, context.ReportDiagnostic);
    }

    private static void Report(
        HttpCall call,
        SourceScope scope,
        SdkCatalog catalog,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report
    )
    {
        reporter.Report(RawHttpRule.Report(call), report, call.Invocation, subject: null, scope.Cancellation);
        if (Severities.IsOn(s_inventory, scope.Compilation, call.Invocation.Syntax.SyntaxTree, scope.Cancellation))
            report(RawHttpRule.Entry(call, new HttpCallFacts(call, scope, catalog, options.PromptTagKeys)));
    }

    private static RuleOptions OptionsOf(AnalyzerOptions options, HttpCall call, Lazy<ModelCatalog> models) =>
        new(options.AnalyzerConfigOptionsProvider.GetOptions(call.Invocation.Syntax.SyntaxTree), models);
}
