using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Other calls that send prompts, near the call of the diagnostic.</summary>
internal static class OtherCalls
{
    public static bool In(FixableCall call, params SyntaxNode[] nodes) => Within(call, nodes).Any();

    /// <summary>True when another call has the same anchor: one scope would name the prompt of both.</summary>
    public static bool Share(FixableCall call, SyntaxNode anchor) => Within(call, anchor).Any(other => AnchorOf(other) == anchor);

    public static bool Follow(FixableCall call, StatementSyntax opened) =>
        In(call, [.. StatementList.Of(opened)!.SkipWhile(statement => statement != opened)]);

    private static IEnumerable<InvocationExpressionSyntax> Within(FixableCall call, params SyntaxNode[] nodes)
    {
        var others = nodes
            .SelectMany(static node => node.DescendantNodesAndSelf())
            .OfType<InvocationExpressionSyntax>()
            .Where(other => other != call.Syntax)
            .ToArray();
        if (others.Length == 0)
            return others;
        var passThrough = new HashSet<SyntaxNode>(
            call.Session.PassThroughMethods.Get(call.Scope)
                .CallsIn(call.Syntax.SyntaxTree, call.Scope)
                .Select(found => found.Invocation.Syntax)
        );
        return others.Where(other =>
            passThrough.Contains(other)
            || (
                call.Model.FindOperation(other) is IInvocationOperation operation
                && call.Session.Recognizer.Recognize(operation) is not null
            )
        );
    }

    // The same anchor as in CallPlace: the statement, or the function with the expression body.
    private static SyntaxNode? AnchorOf(SyntaxNode call) =>
        call.Ancestors()
            .FirstOrDefault(node =>
                node is StatementSyntax or AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            );
}
