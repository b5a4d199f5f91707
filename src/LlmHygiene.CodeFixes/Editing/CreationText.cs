using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Changes object creations: <c>new ChatOptions()</c> to <c>new ChatOptions { ModelId = "…" }</c>.</summary>
internal static class CreationText
{
    /// <summary><c>new Type(…)</c></summary>
    public static ObjectCreationExpressionSyntax New(TypeSyntax type, params ExpressionSyntax[] arguments) =>
        SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            type,
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments.Select(SyntaxFactory.Argument))),
            initializer: null
        );

    /// <summary>Sets a member in the initializer; a member that is set to <see langword="null"/> there is overwritten.</summary>
    public static BaseObjectCreationExpressionSyntax WithMember(
        BaseObjectCreationExpressionSyntax creation,
        string member,
        ExpressionSyntax value
    )
    {
        if (creation.Initializer is not { Expressions.Count: > 0 } initializer)
            return WithInitializer(creation, member, value);
        if (MemberIn(creation, member) is { } set)
            return creation.ReplaceNode(set.Right, value.WithTriviaFrom(set.Right));
        return creation.WithInitializer(
            initializer.WithExpressions(
                SeparatedListText.Add(initializer.Expressions, Assignment(member, value), initializer.OpenBraceToken)
            )
        );
    }

    public static AssignmentExpressionSyntax? MemberIn(BaseObjectCreationExpressionSyntax creation, string member) =>
        creation
            .Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(part => part.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == member);

    /// <summary>Adds the only argument of the constructor.</summary>
    public static BaseObjectCreationExpressionSyntax WithArgument(BaseObjectCreationExpressionSyntax creation, ArgumentSyntax argument)
    {
        var last = creation.ArgumentList?.GetLastToken() ?? LastBeforeInitializer(creation);
        var list = SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(argument)).WithTrailingTrivia(last.TrailingTrivia);
        if (creation is ObjectCreationExpressionSyntax { ArgumentList: null } bare)
            creation = bare.WithType(bare.Type.WithTrailingTrivia());
        return creation.WithArgumentList(list);
    }

    private static BaseObjectCreationExpressionSyntax WithInitializer(
        BaseObjectCreationExpressionSyntax creation,
        string member,
        ExpressionSyntax value
    )
    {
        var after = creation.GetTrailingTrivia();
        var space = SyntaxFactory.TriviaList(SyntaxFactory.Space);
        // Empty parentheses are removed before braces, but not in `new() { … }`.
        creation = creation switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } list } named
                when !list.OpenParenToken.TrailingTrivia.Any(IsComment) => named
                .WithArgumentList(null)
                .WithType(named.Type.WithTrailingTrivia(space)),
            ObjectCreationExpressionSyntax { ArgumentList: null } named => named.WithType(named.Type.WithTrailingTrivia(space)),
            _ => creation.WithArgumentList(creation.ArgumentList!.WithTrailingTrivia(space)),
        };
        var initializer = SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SyntaxFactory.Token(default, SyntaxKind.OpenBraceToken, space),
            SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(Assignment(member, value).WithTrailingTrivia(space)),
            SyntaxFactory.Token(default, SyntaxKind.CloseBraceToken, after)
        );
        return creation.WithInitializer(initializer);
    }

    private static AssignmentExpressionSyntax Assignment(string member, ExpressionSyntax value) =>
        SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, member, SyntaxFactory.TriviaList(SyntaxFactory.Space))),
            SyntaxFactory.Token(default, SyntaxKind.EqualsToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)),
            value
        );

    private static SyntaxToken LastBeforeInitializer(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer?.GetFirstToken().GetPreviousToken() ?? creation.GetLastToken();

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia);
}
