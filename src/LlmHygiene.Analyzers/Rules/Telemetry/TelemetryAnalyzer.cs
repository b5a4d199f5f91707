using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Telemetry;

/// <summary>Looks at what sets telemetry up: client pipelines, and settings that record message content.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TelemetryAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_pipelineWithoutTelemetry = Descriptors.Create(
        id: RuleIds.PipelineWithoutTelemetry,
        title: "A client pipeline is built without telemetry",
        message: "'{0}' makes a client whose calls reach no telemetry: add UseOpenTelemetry() to its pipeline",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Info,
        description: "Without telemetry nobody sees which model ran, how long it took, what it cost and how often it failed. One step in the pipeline reports all of it."
    );

    private static readonly DiagnosticDescriptor s_contentInTelemetry = Descriptors.Create(
        id: RuleIds.ContentInTelemetry,
        title: "Message content is sent to telemetry unconditionally",
        message: "'{0}' sends what users and models write to telemetry in every environment: make it depend on the environment or a setting",
        category: Descriptors.TelemetryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Messages hold what users write: names, contracts, health. Traces and logs are kept longer, and read by more people, than the data was meant for."
    );

    private static readonly ImmutableArray<DiagnosticDescriptor> s_rules = ImmutableArray.Create(
        s_pipelineWithoutTelemetry,
        s_contentInTelemetry
    );

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = s_rules.Add(BaselineReporter.Stale);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var reporter = BaselineReporter.For(start, BaselineKinds.Telemetry, s_rules);
            if (SdkCatalog.For(start.Compilation) is not { } catalog)
                return;
            start.RegisterOperationAction(operation => AnalyzeInvocation(operation, catalog, reporter), OperationKind.Invocation);
            start.RegisterOperationAction(operation => AnalyzeAssignment(operation, catalog, reporter), OperationKind.SimpleAssignment);
        });
    }

    private static void AnalyzeInvocation(OperationAnalysisContext context, SdkCatalog catalog, BaselineReporter reporter)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (catalog.FindPipeline(invocation.TargetMethod) is { } pipeline)
        {
            if (CallTelemetry.Of(invocation, pipeline, Scope(context), catalog) == TelemetryState.Absent)
                Report(
                    Diagnostic.Create(s_pipelineWithoutTelemetry, CallSyntax.LocationOf(invocation), invocation.TargetMethod.Name),
                    context,
                    reporter
                );
        }
        else if (MessageContent.SentBy(invocation, catalog) is { } name && !Guards.IsGuarded(invocation, Scope(context)))
        {
            Report(Diagnostic.Create(s_contentInTelemetry, CallSyntax.LocationOf(invocation), name), context, reporter);
        }
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, SdkCatalog catalog, BaselineReporter reporter)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (MessageContent.TurnedOnBy(assignment, catalog) is { } name && !Guards.IsGuarded(assignment, Scope(context)))
            Report(Diagnostic.Create(s_contentInTelemetry, assignment.Syntax.GetLocation(), name), context, reporter);
    }

    private static void Report(Diagnostic diagnostic, OperationAnalysisContext context, BaselineReporter reporter) =>
        reporter.Report(diagnostic, context.ReportDiagnostic, context.Operation, subject: null, context.CancellationToken);

    private static SourceScope Scope(OperationAnalysisContext context) =>
        context.Operation.SemanticModel is { } model
            ? new SourceScope(model, context.CancellationToken)
            : new SourceScope(context.Compilation, context.CancellationToken);
}
