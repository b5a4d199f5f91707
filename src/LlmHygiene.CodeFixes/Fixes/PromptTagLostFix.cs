using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH3003: adds the step that reads a prompt's tag where the client of the call is created, in whichever file that is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PromptTagLostFix))]
public sealed class PromptTagLostFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptTagLost);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument file,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await FixableCall.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false)
                is not { Facts: { TagTelemetry: TelemetryState.Absent } facts } call
            || facts.Call.Client is not { } client
            || !BuilderSteps.HasPromptTelemetry(call.Model.Compilation)
        )
        {
            return [];
        }

        var origins = ValueTracker
            .UpToParameters(call.Scope, call.Session.Catalog)
            .Trace(client)
            .Origins.Where(origin => origin.Kind != OriginKind.Null)
            .ToList();
        var places = origins
            .Select(origin => Place(origin.Operation.WithoutConversion(), call, file.Project.Solution))
            .OfType<ClientPlace>()
            .ToList();
        if (places.Count == 0 || places.Count < origins.Count)
            return [];

        var step = new PipelineChain.Step(LlmHygieneSdk.PromptTelemetryStep, Keys(facts.Prompt, call.Options.PromptTagKeys));
        var names = places.Exists(place => place.NeedsOpenTelemetry)
            ? $"{BuilderSteps.OpenTelemetry} and {LlmHygieneSdk.PromptTelemetryStep}"
            : LlmHygieneSdk.PromptTelemetryStep;
        return [new($"Add {names} where the client is created", nameof(PromptTagLostFix), ApplyAsync)];

        async Task ApplyAsync(SolutionChange change, CancellationToken token)
        {
            foreach (var place in places)
            {
                // Several calls may share one client.
                if (!change.Claim((place.Document.Id, nameof(PromptTagLostFix), place.Client.Span)))
                    continue;

                var editor = await change.EditorOfAsync(place.Document.Id, token).ConfigureAwait(false);
                editor.ReplaceNode(
                    place.Client,
                    (current, _) =>
                        place.IsBuild
                            ? PipelineChain.InsertBefore((InvocationExpressionSyntax)current, [step])
                            : PipelineChain.Append((ExpressionSyntax)current, Pipeline(place))
                );
                await change.AddUsingAsync(place.Document, place.Client.SpanStart, ExtensionsAI.Namespace, token).ConfigureAwait(false);
            }
        }

        IEnumerable<PipelineChain.Step> Pipeline(ClientPlace place)
        {
            yield return new(MicrosoftExtensionsAISdk.AsBuilder);
            if (place.NeedsOpenTelemetry)
                yield return new(BuilderSteps.OpenTelemetry);
            yield return step;
            yield return new(MicrosoftExtensionsAISdk.Build);
        }
    }

    private static ClientPlace? Place(IOperation made, FixableCall call, Solution solution)
    {
        if (solution.GetDocument(made.Syntax.SyntaxTree) is not { } document)
            return null;
        switch (made)
        {
            case IInvocationOperation { Syntax: InvocationExpressionSyntax syntax, Instance.Type: { } builder }
                when BuilderSteps.IsChatBuilder(builder):
                return syntax.Expression is MemberAccessExpressionSyntax ? new(document, syntax, IsBuild: true) : null;
            case IInvocationOperation { Syntax: InvocationExpressionSyntax syntax, Type: { } type } when IsChatClient(type):
                return new(document, syntax, IsBuild: false) { NeedsOpenTelemetry = NeedsOpenTelemetry(made, call) };
            // The new object must be used as the interface, because the pipeline has another type.
            case IObjectCreationOperation { Syntax: ObjectCreationExpressionSyntax syntax, Parent: IConversionOperation { Type: { } type } }
                when IsChatClient(type):
                return new(document, syntax, IsBuild: false) { NeedsOpenTelemetry = NeedsOpenTelemetry(made, call) };
            default:
                return null;
        }
    }

    // A new pipeline needs UseOpenTelemetry, unless an outer pipeline or the SDK itself reports its calls.
    private static bool NeedsOpenTelemetry(IOperation made, FixableCall call)
    {
        var (compilation, catalog) = (call.Model.Compilation, call.Session.Catalog);
        return compilation.GetTypeByMetadataName(BuilderSteps.ChatBuilder) is { } builder
            && BuilderSteps.OpenTelemetryNamespace(builder, compilation) is not null
            && new PipelineUses(call.Scope, catalog).IsOutermost(made)
            && !ProcessSettings.In(call.Scope).Any(catalog.IsTelemetrySwitch);
    }

    private static bool IsChatClient(ITypeSymbol type) => ExtensionsAI.Is(type, ExtensionsAI.ChatClient);

    // The project's own keys must be passed.
    private static ArgumentListSyntax Keys(PromptFact prompt, ImmutableArray<string> own)
    {
        var written = prompt
            .VersionValues.SelectMany(value =>
                (value.Syntax.FirstAncestorOrSelf<StatementSyntax>() ?? value.Syntax.SyntaxTree.GetRoot())
                    .DescendantNodes()
                    .OfType<LiteralExpressionSyntax>()
            )
            .Select(literal => literal.Token.ValueText)
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        var keys = own.Where(written.Contains).Select(key => SyntaxFactory.Argument(NameWriter.Text(key))).ToList();
        var commas = Enumerable.Repeat(
            SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space),
            Math.Max(keys.Count - 1, 0)
        );
        return SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(keys, commas));
    }

    private sealed record ClientPlace(Document Document, ExpressionSyntax Client, bool IsBuild)
    {
        public bool NeedsOpenTelemetry { get; init; }
    }
}
