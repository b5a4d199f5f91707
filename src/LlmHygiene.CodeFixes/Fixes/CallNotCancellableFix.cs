using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.CodeFixes.Cancellation;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH5001: passes a token that is in scope, or one that callers have, through a new parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallNotCancellableFix))]
public sealed class CallNotCancellableFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.CallNotCancellable);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await FixableCall.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
            is not { Facts: { Cancellation: CancellationState.NotPassed, TokenAdvice: { } advice } } call
        )
            return [];
        if (advice.Tokens.Count > 0)
        {
            var token = advice.Tokens[0];
            return Passing(call, SyntaxFactory.ParseExpression(token)) is { } pass
                ?
                [
                    new ProposedFix(
                        $"Pass '{token}'",
                        nameof(CallNotCancellableFix),
                        (change, stop) => OptionsEdit.ApplyAsync([pass], change, stop)
                    ),
                ]
                : [];
        }

        // The parameter does not exist yet, so its name does not bind; any token shows whether a token can be passed.
        if (
            Passing(call, SyntaxFactory.IdentifierName(TokenParameter.Name)) is not { } passNew
            || await TokenRoute.ToAsync(call, cancellation).ConfigureAwait(false) is not { Count: > 0 } route
        )
            return [];
        return
        [
            new ProposedFix(
                "Add a CancellationToken parameter and pass it on",
                nameof(CallNotCancellableFix),
                (change, stop) => OptionsEdit.ApplyAsync([.. route, passNew], change, stop)
            ),
        ];
    }

    private static OptionsEdit? Passing(FixableCall call, ExpressionSyntax token)
    {
        // Bound as `default` of the type, which the parameter will have.
        var like = SyntaxFactory.ParseExpression("default(global::System.Threading.CancellationToken)");
        var mark = new SyntaxAnnotation();
        var change = new ArgumentWriter(call.Model, call.Syntax).Find(
            static parameter =>
                parameter.Type
                    is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } },
            _ => like.WithAdditionalAnnotations(mark)
        );
        return change is null ? null : new OptionsEdit(call.Document, call.Syntax, Write, "CancellationToken");

        SyntaxNode Write(SyntaxNode node)
        {
            var changed = change((InvocationExpressionSyntax)node);
            var placeholder = changed.GetAnnotatedNodes(mark).First();
            return changed.ReplaceNode(placeholder, token.WithTriviaFrom(placeholder));
        }
    }
}
