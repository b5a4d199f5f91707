using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Resilience;

/// <summary>The constructor or method at a diagnostic that makes a client, analyzed again: a fix is based on the current code.</summary>
internal sealed record MadeClientNode(
    Document Document,
    ExpressionSyntax Syntax,
    IOperation Operation,
    SemanticModel Model,
    ClientChain Chain,
    RuleOptions Options
)
{
    /// <summary>Null where it no longer exists.</summary>
    public static async Task<MadeClientNode?> AtAsync(TextDocument file, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (
            await ReportedNode.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false) is not var (document, node, model)
            || node.AncestorsAndSelf()
                .OfType<ExpressionSyntax>()
                .FirstOrDefault(static around => around is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax)
                is not { } made
            || model.FindOperation(made, cancellation) is not { } operation
        )
            return null;
        var session = CompilationSession.Of(model.Compilation, document.Project.AnalyzerOptions);
        var scope = session.ScopeOf(model, cancellation);
        var chain = ClientChain.Of(ValueTracker.Whole(scope, session.Catalog), session.Services);
        return new(document, made, operation, model, chain, session.OptionsOf(made.SyntaxTree));
    }

    /// <summary>The document of the same solution with a node; null for a file that is generated or not part of it.</summary>
    public Document? DocumentOf(SyntaxNode node) =>
        node.SyntaxTree == Syntax.SyntaxTree ? Document : Document.Project.Solution.GetDocument(node.SyntaxTree);

    /// <summary>A type of the framework or of an SDK, as code at the position writes it.</summary>
    public TypeSyntax? TypeName(string metadataName, SyntaxNode at) =>
        Model.Compilation.GetTypeByMetadataName(metadataName) is { } type
            ? NameWriter.TypeName(
                type,
                at.SyntaxTree == Model.SyntaxTree ? Model : Model.Compilation.GetSemanticModel(at.SyntaxTree),
                at.SpanStart
            )
            : null;

    /// <summary><c>TimeSpan.FromMinutes(10)</c></summary>
    public ExpressionSyntax? Minutes(int minutes, SyntaxNode at) =>
        TypeName("System.TimeSpan", at) is { } type
            ? SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    type,
                    SyntaxFactory.IdentifierName("FromMinutes")
                ),
                SyntaxFactory.ArgumentList(
                    SyntaxFactory.SingletonSeparatedList(
                        SyntaxFactory.Argument(
                            SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(minutes))
                        )
                    )
                )
            )
            : null;
}
