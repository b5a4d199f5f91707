using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Resilience;

/// <summary>Looks at code that makes or registers a client: how long its calls may take, and how often they are repeated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ClientSetupAnalyzer : LlmAnalyzer
{
    private static readonly ImmutableArray<DiagnosticDescriptor> s_rules = ImmutableArray.Create(
        TimeoutCutsCallsRule.TimeoutCutsCalls,
        RetriesMultiplyRule.RetriesMultiply,
        ToolLoopNotLimitedRule.ToolLoopNotLimited
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => s_rules;

    private protected override string BaselineKind => BaselineKinds.Client;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (session.Catalog.HasSdks)
            context.RegisterSyntaxNodeAction(
                node => Analyze(node, session, reporter),
                SyntaxKind.InvocationExpression,
                SyntaxKind.ObjectCreationExpression,
                SyntaxKind.ImplicitObjectCreationExpression
            );
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var (node, model, cancellation) = (context.Node, context.SemanticModel, context.CancellationToken);
        if (NameOf(node) is not { } name)
            return;
        var isLoop = session.Catalog.MightLoop(name) && IsOn(ToolLoopNotLimitedRule.ToolLoopNotLimited);
        var isTimeout = session.Catalog.MightMakeHttpClient(name) && IsOn(TimeoutCutsCallsRule.TimeoutCutsCalls);
        var isRetry = session.Catalog.MightMakeHttpClient(name) && IsOn(RetriesMultiplyRule.RetriesMultiply);
        if (
            !(isLoop || isTimeout || isRetry)
            || session.Source.SymbolOf(node, model, cancellation) is not IMethodSymbol method
            || (session.Catalog.FindHttp(method) is null && session.Catalog.FindToolLoop(method) is null)
            || model.FindOperation(node, cancellation) is not { } made
        )
            return;
        var scope = session.ScopeOf(model, cancellation);
        var chain = ClientChain.Of(ValueTracker.Whole(scope, session.Catalog), session.Services);
        var client = new MadeClient(PlaceOf(node), method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : name);
        if (isLoop)
            Report(ToolLoopNotLimitedRule.Judge(ToolLoop.WithoutLimit(made, chain), client));
        if (!(isTimeout || isRetry) || ClientHttp.Of(made, chain) is not { } http)
            return;
        var cut = isTimeout ? TimeoutCutsCallsRule.Judge(http, client, session.OptionsOf(node.SyntaxTree)) : null;
        var retried = isRetry ? RetriesMultiplyRule.Judge(http, client.Place, client.Name) : null;
        if ((cut ?? retried) is null || ClientsWithoutText.Includes(made, chain))
            return;
        Report(cut);
        Report(retried);

        bool IsOn(DiagnosticDescriptor rule) => Severities.IsOn(rule, context.Compilation, node.SyntaxTree, cancellation);

        void Report(Diagnostic? diagnostic)
        {
            if (diagnostic is not null)
                reporter.Report(diagnostic, context.ReportDiagnostic, made, subject: null, cancellation);
        }
    }

    // The class of `new(…)` is looked at only where a declaration names it.
    private static string? NameOf(SyntaxNode node) =>
        node is BaseObjectCreationExpressionSyntax creation ? CreatedName.Of(creation) : InvokedName.Of(node);

    private static Location PlaceOf(SyntaxNode node) =>
        node switch
        {
            ObjectCreationExpressionSyntax { Type: var type } => type.GetLocation(),
            ImplicitObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
            _ => CallSyntax.NameOf(node).GetLocation(),
        };
}

/// <summary>The place where a client is made, and the name of what makes it.</summary>
internal sealed record MadeClient(Location Place, string Name);
