using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH3002: adds <c>UseOpenTelemetry</c> to a pipeline, and the step that names prompts where the project has it. Both come last, next to
/// the model: a span is then one request, with the options that earlier steps have set.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PipelineWithoutTelemetryFix))]
public sealed class PipelineWithoutTelemetryFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PipelineWithoutTelemetry);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument file,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await ReportedNode.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false) is not var (document, node, model)
            || CompilationSession.Of(model.Compilation, document.Project.AnalyzerOptions) is not { Catalog.HasCalls: true } session
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || model.FindOperation(call, cancellation) is not IInvocationOperation invocation
            || session.Catalog.FindPipeline(invocation.TargetMethod) is not { } pipeline
            || CallTelemetry.Of(invocation, pipeline, session.ScopeOf(model, cancellation), session.Services) != TelemetryState.Absent
            || (pipeline.IsRegistration ? invocation.Type : invocation.Instance?.Type) is not { } builder
            || BuilderSteps.OpenTelemetryNamespace(builder, model.Compilation) is not { } space
            || Place(call, pipeline) is not { } place
        )
        {
            return [];
        }

        var names = new List<string> { BuilderSteps.OpenTelemetry };
        if (!place.HasPromptTelemetry && BuilderSteps.IsChatBuilder(builder) && BuilderSteps.HasPromptTelemetry(model.Compilation))
            names.Add(LlmHygieneSdk.PromptTelemetryStep);
        var steps = names.Select(name => new PipelineChain.Step(name)).ToList();
        return [new("Add " + string.Join(" and ", names), nameof(PipelineWithoutTelemetryFix), ApplyAsync)];

        async Task ApplyAsync(SolutionChange change, CancellationToken token)
        {
            var editor = await change.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            editor.ReplaceNode(
                place.Call,
                (current, _) =>
                    place.IsBefore
                        ? PipelineChain.InsertBefore((InvocationExpressionSyntax)current, steps)
                        : PipelineChain.Append((ExpressionSyntax)current, steps)
            );
            await change.AddUsingAsync(document, call.SpanStart, space, token).ConfigureAwait(false);
        }
    }

    private static ChainPlace? Place(InvocationExpressionSyntax call, PipelineRow pipeline)
    {
        if (!pipeline.IsRegistration)
        {
            if (call.Expression is not MemberAccessExpressionSyntax build)
                return null;
            var named = PipelineChain.CallsDown(build.Expression).FirstOrDefault(IsPromptTelemetry);
            return new(named ?? call, IsBefore: true, named is not null);
        }

        var last = PipelineChain.CallsUp(call).LastOrDefault() ?? call;
        // `var builder = services.AddChatClient(…); builder.UseLogging();`
        if (
            last.Parent is EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Identifier.ValueText: var name,
                    Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block }
                }
            }
        )
        {
            foreach (
                var statement in block
                    .Statements.OfType<ExpressionStatementSyntax>()
                    .Where(statement => statement.SpanStart > last.SpanStart)
            )
            {
                if (
                    PipelineChain.CallsDown(statement.Expression).LastOrDefault()?.Expression
                        is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var used } }
                    && used == name
                )
                    last = (InvocationExpressionSyntax)statement.Expression;
            }
        }

        return PipelineChain.CallsDown(last).FirstOrDefault(IsPromptTelemetry) is { } prompts
            ? new(prompts, IsBefore: true, HasPromptTelemetry: true)
            : new(last, IsBefore: false, HasPromptTelemetry: false);
    }

    private static bool IsPromptTelemetry(InvocationExpressionSyntax call) =>
        PipelineChain.NameOf(call) == LlmHygieneSdk.PromptTelemetryStep;

    private sealed record ChainPlace(InvocationExpressionSyntax Call, bool IsBefore, bool HasPromptTelemetry);
}
