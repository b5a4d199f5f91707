using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Writes arguments of calls.</summary>
internal static class ArgumentText
{
    /// <summary><c>name: value</c></summary>
    public static ArgumentSyntax Named(string name, ExpressionSyntax value) => Named(name, SyntaxFactory.Argument(value));

    /// <summary>The same for an argument that has no name yet.</summary>
    public static ArgumentSyntax Named(string name, ArgumentSyntax argument) =>
        argument.WithNameColon(
            SyntaxFactory.NameColon(
                SyntaxFactory.IdentifierName(name),
                SyntaxFactory.Token(default, SyntaxKind.ColonToken, SyntaxFactory.TriviaList(SyntaxFactory.Space))
            )
        );

    /// <summary>The call with one more argument.</summary>
    public static InvocationExpressionSyntax Add(InvocationExpressionSyntax call, ArgumentSyntax argument)
    {
        var list = call.ArgumentList;
        return call.WithArgumentList(list.WithArguments(SeparatedListText.Add(list.Arguments, argument, list.OpenParenToken)));
    }
}
