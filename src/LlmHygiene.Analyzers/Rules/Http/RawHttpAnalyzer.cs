using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
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
/// Finds LLM calls that are written as HTTP requests. Most projects send HTTP requests to no LLM, so the text of the project is
/// searched for endpoints first, and nothing is registered where there is none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RawHttpAnalyzer : DiagnosticAnalyzer
{
    private static readonly CallRule s_rawHttp = new RawHttpRule();
    private static readonly ImmutableArray<CallRule> s_rules = ImmutableArray.Create(s_rawHttp, new CallInventoryRule());

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        s_rules.Select(rule => rule.Descriptor).Append(BaselineReporter.Stale).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var compilation = start.Compilation;
            var reporter = BaselineReporter.For(start, BaselineKinds.Http, ImmutableArray.Create(s_rawHttp.Descriptor));
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
            // Helpers are searched for at the end of a file, when the compiler has bound most of what is needed.
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
        if (recognizer.RecognizeSend(invocation, scope) is { } found)
            Report(found, scope, catalog, OptionsOf(context.Options, found.Call, models), reporter, context.ReportDiagnostic);
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
        foreach (var found in recognizer.HelperCallsIn(context.SemanticModel.SyntaxTree, scope))
            Report(found, scope, catalog, OptionsOf(context.Options, found.Call, models), reporter, context.ReportDiagnostic);
    }

    private static void Report(
        HttpReading found,
        SourceScope scope,
        SdkCatalog catalog,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report
    ) =>
        CallJudge.Judge(
            new HttpCallFacts(found, scope, catalog, options.PromptTagKeys),
            s_rules,
            options,
            reporter,
            report,
            scope.Cancellation
        );

    private static RuleOptions OptionsOf(AnalyzerOptions options, HttpCall call, Lazy<ModelCatalog> models) =>
        new(options.AnalyzerConfigOptionsProvider.GetOptions(call.Invocation.Syntax.SyntaxTree), models);
}
