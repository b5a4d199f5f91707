using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Calls that send prompts of their own near the one at hand.</summary>
internal static class OtherCalls
{
    public static bool In(FixableCall call, params SyntaxNode[] nodes) => Within(call, nodes).Any();

    /// <summary>One scope would speak for both.</summary>
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
                call.Model.GetOperation(other) is IInvocationOperation operation && call.Session.Recognizer.Recognize(operation) is not null
            )
        );
    }

    // As CallPlace has it: the statement, or the function that the call is behind the arrow of.
    private static SyntaxNode? AnchorOf(SyntaxNode call) =>
        call.Ancestors()
            .FirstOrDefault(node =>
                node is StatementSyntax or AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            );
}
