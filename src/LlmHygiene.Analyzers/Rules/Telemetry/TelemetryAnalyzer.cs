using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Telemetry;

/// <summary>Looks at code that sets up telemetry: client pipelines, and settings that record message content.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TelemetryAnalyzer : LlmAnalyzer
{
    private static readonly DiagnosticDescriptor s_pipelineWithoutTelemetry = Descriptors.Create(
        id: RuleIds.PipelineWithoutTelemetry,
        title: "A client pipeline is built without telemetry",
        message: "'{0}' creates a client whose calls reach no telemetry: add UseOpenTelemetry() to its pipeline",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Info,
        description: "Without telemetry, nobody sees which model ran, how long it took, what it cost and how often it failed. "
            + "One step in the pipeline reports all of it."
    );

    private static readonly DiagnosticDescriptor s_contentInTelemetry = Descriptors.Create(
        id: RuleIds.ContentInTelemetry,
        title: "Message content is sent to telemetry unconditionally",
        message: "'{0}' sends what users and models write to telemetry in every environment: "
            + "make it depend on the environment or a setting",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Messages contain what users write: names, contracts, health data. "
            + "Traces and logs are kept longer, and read by more people, than the data was meant for."
    );

    private static readonly ImmutableArray<DiagnosticDescriptor> s_rules = ImmutableArray.Create(
        s_pipelineWithoutTelemetry,
        s_contentInTelemetry
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => s_rules;

    private protected override string BaselineKind => BaselineKinds.Telemetry;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var catalog = session.Catalog;
        if (!catalog.HasSdks)
            return;
        context.RegisterSyntaxNodeAction(node => AnalyzeInvocation(node, session, reporter), SyntaxKind.InvocationExpression);
        if (catalog.ContentMemberNames.Count > 0)
            context.RegisterSyntaxNodeAction(node => AnalyzeAssignment(node, session, reporter), SyntaxKind.SimpleAssignmentExpression);
    }

    private static void AnalyzeInvocation(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (
            InvokedName.Of(context.Node) is not { } name
            || !(session.Catalog.MightBePipeline(name) || MessageContent.MightSend(name))
            || session.Source.SymbolOf(context.Node, context.SemanticModel, context.CancellationToken) is not IMethodSymbol method
            || !(session.Catalog.FindPipeline(method) is not null || MessageContent.MightSend(name))
            || context.SemanticModel.FindOperation(context.Node, context.CancellationToken) is not IInvocationOperation invocation
        )
            return;
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        if (session.Catalog.FindPipeline(invocation.TargetMethod) is { } pipeline)
        {
            if (CallTelemetry.Of(invocation, pipeline, scope, session.Services) == TelemetryState.Absent)
                Report(
                    Diagnostic.Create(s_pipelineWithoutTelemetry, CallSyntax.LocationOf(invocation), invocation.TargetMethod.Name),
                    invocation
                );
        }
        else if (MessageContent.SentBy(invocation, session.Catalog) is { } content && !Guards.IsGuarded(invocation, scope, session.Catalog))
        {
            Report(Diagnostic.Create(s_contentInTelemetry, CallSyntax.LocationOf(invocation), content), invocation);
        }

        void Report(Diagnostic diagnostic, IOperation at) =>
            reporter.Report(diagnostic, context.ReportDiagnostic, at, subject: null, context.CancellationToken);
    }

    private static void AnalyzeAssignment(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (
            InvokedName.OfTarget(context.Node) is { } name
            && session.Catalog.MightBeContentMember(name)
            && context.SemanticModel.FindOperation(context.Node, context.CancellationToken) is ISimpleAssignmentOperation assignment
            && MessageContent.TurnedOnBy(assignment, session.Catalog) is { } content
            && !Guards.IsGuarded(assignment, session.ScopeOf(context.SemanticModel, context.CancellationToken), session.Catalog)
        )
            reporter.Report(
                Diagnostic.Create(s_contentInTelemetry, context.Node.GetLocation(), content),
                context.ReportDiagnostic,
                assignment,
                subject: null,
                context.CancellationToken
            );
    }
}
