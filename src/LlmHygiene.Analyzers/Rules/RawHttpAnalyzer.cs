using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>
/// Finds LLM calls that are written as HTTP requests. Most projects send HTTP and reach no LLM, so the text of the project is
/// looked through for endpoints first, and nothing is registered where there is none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RawHttpAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RawHttpRule.Descriptor, new CallInventoryRule().Descriptor);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var compilation = start.Compilation;
            if (SdkCatalog.IsSdk(compilation.Assembly) || !EndpointText.IsIn(compilation, start.CancellationToken) || HttpSends.In(compilation) is not { } sends) return;
            var catalog = SdkCatalog.BindOrEmpty(compilation);
            var recognizer = new HttpCallRecognizer(catalog, sends);
            start.RegisterSyntaxNodeAction(node => Analyze(node, recognizer, catalog), SyntaxKind.InvocationExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, HttpCallRecognizer recognizer, SdkCatalog catalog)
    {
        var node = (InvocationExpressionSyntax)context.Node;
        if (NameOf(node) is not { } name || !recognizer.MightBeCall(name, context.SemanticModel, context.CancellationToken)) return;
        if (context.SemanticModel.GetOperation(node, context.CancellationToken) is not IInvocationOperation invocation) return;
        var scope = recognizer.ScopeOf(context.SemanticModel, context.CancellationToken);
        if (recognizer.Recognize(invocation, scope) is not { } call) return;

        context.ReportDiagnostic(RawHttpRule.Report(call));
        var options = new RuleOptions(context.Options.AnalyzerConfigOptionsProvider.GetOptions(node.SyntaxTree), new Lazy<ModelCatalog>(() => ModelCatalog.For(context.Options)));
        context.ReportDiagnostic(RawHttpRule.Entry(call, new HttpCallFacts(call, scope, catalog, options.PromptTagKeys)));
    }

    private static string? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
