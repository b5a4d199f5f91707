using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Resilience;

/// <summary>Looks at code that parses text as JSON, and at where the text comes from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ParsedTextAnalyzer : LlmAnalyzer
{
    private static readonly ImmutableArray<DiagnosticDescriptor> s_rules = ImmutableArray.Create(TextParsedAsJsonRule.TextParsedAsJson);

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => s_rules;

    private protected override string BaselineKind => BaselineKinds.Client;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (session.Catalog.HasSdks)
            context.RegisterSyntaxNodeAction(node => Analyze(node, session, reporter), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var (node, model, cancellation) = (context.Node, context.SemanticModel, context.CancellationToken);
        if (
            InvokedName.Of(node) is not { } name
            || !JsonReaders.MightParse(name)
            || !Severities.IsOn(TextParsedAsJsonRule.TextParsedAsJson, context.Compilation, node.SyntaxTree, cancellation)
            || session.Source.SymbolOf(node, model, cancellation) is not IMethodSymbol method
            || JsonReaders.Find(method) is null
        )
            return;
        // Following the text is expensive, because it binds the code before it. Most JSON is parsed far from any model call.
        var scope = session.ScopeOf(model, cancellation);
        if (
            !session.Taint.Files.IsNear(node.SyntaxTree, scope, session.Catalog)
            || model.FindOperation(node, cancellation) is not IInvocationOperation parse
        )
            return;
        if (TextParsedAsJsonRule.Judge(Find(parse, session, scope), parse) is { } diagnostic)
            reporter.Report(diagnostic, context.ReportDiagnostic, parse, subject: null, cancellation);
    }

    /// <summary>The free text that a method parses; null where it is not known to.</summary>
    public static ParsedText? Find(IInvocationOperation parse, CompilationSession session, SourceScope scope) =>
        ParsedText.Of(
            parse,
            ClientChain.Of(ValueTracker.Whole(scope, session.Catalog), session.Services),
            session.Recognizer,
            call => new SdkCallFacts(call, scope, session.Services, ImmutableArray<string>.Empty).IsCall,
            member => session.Services.PipelineLimits.Set(member, scope)
        );
}
