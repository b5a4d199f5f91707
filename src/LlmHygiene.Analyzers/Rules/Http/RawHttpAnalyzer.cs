using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Http;

/// <summary>
/// Finds LLM calls that are written as HTTP requests. Most projects send HTTP and reach no LLM, so the text of the project is
/// looked through for endpoints first, and nothing is registered where there is none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RawHttpAnalyzer : LlmAnalyzer
{
    private static readonly CallRule s_rawHttp = new RawHttpRule();
    private static readonly ImmutableArray<CallRule> s_rules = ImmutableArray.Create(s_rawHttp, new CallInventoryRule());

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = s_rules.Select(rule => rule.Descriptor).ToImmutableArray();

    private protected override string BaselineKind => BaselineKinds.Http;

    private protected override ImmutableArray<DiagnosticDescriptor> RulesInBaseline { get; } = ImmutableArray.Create(s_rawHttp.Descriptor);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var compilation = context.Compilation;
        if (SdkCatalog.IsSdk(compilation.Assembly) || !EndpointText.IsIn(compilation, context.CancellationToken))
            return;
        context.RegisterSyntaxNodeAction(node => AnalyzeSend(node, session, reporter), SyntaxKind.InvocationExpression);
        // Helpers are searched for when a file is done: by then the compiler has bound most of what is asked about.
        context.RegisterSemanticModelAction(file => AnalyzeHelperCalls(file, session, reporter));
    }

    private static void AnalyzeSend(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (
            InvokedName.Of(context.Node) is { } name
            && session.Http.MightBeSend(name)
            && session.Source.SymbolOf(context.Node, context.SemanticModel, context.CancellationToken) is IMethodSymbol method
            && session.Http.IsSend(method)
            && context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is IInvocationOperation send
        )
        {
            var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
            if (session.Http.RecognizeSend(send, scope) is { } found)
                Report(found, scope, session, reporter, context.ReportDiagnostic);
        }
    }

    private static void AnalyzeHelperCalls(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        foreach (var found in session.Http.HelperCallsIn(context.SemanticModel.SyntaxTree, scope))
            Report(found, scope, session, reporter, context.ReportDiagnostic);
    }

    private static void Report(
        HttpReading found,
        SourceScope scope,
        CompilationSession session,
        BaselineReporter reporter,
        Action<Diagnostic> report
    )
    {
        var options = session.OptionsOf(found.Call.Invocation.Syntax.SyntaxTree);
        var facts = new HttpCallFacts(found, scope, session.Catalog, options.PromptTagKeys);
        CallJudge.Judge(facts, s_rules, options, reporter, report, scope.Cancellation);
    }
}
