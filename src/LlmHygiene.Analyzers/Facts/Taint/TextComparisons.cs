using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Finds code that runs only where a text is one of some constants, or was parsed: <c>text is "a" or "b"</c>, <c>switch (text) { case
/// "a": … }</c> around the code, or before it with a way out.
/// </summary>
internal sealed class TextComparisons(string text) : ConditionsAround
{
    // A variable may have another value when a function runs.
    protected override bool LooksOutOfFunctions => false;

    protected override bool Ends(StatementSyntax statement) => Leaves(statement) || Replaces(statement);

    // `if (text is not ("a" or "b")) text = "a";`
    private bool Replaces(StatementSyntax statement) =>
        statement switch
        {
            BlockSyntax { Statements: [var only] } => Replaces(only),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => Is(assignment.Left, text)
                && IsText(assignment.Right),
            _ => false,
        };

    // `text == null` says nothing about a text, and a variable may come from the same place.
    protected override bool SaysEqual(ExpressionSyntax value, ExpressionSyntax constant, bool isTrue) =>
        isTrue
        && IsOf(value, text)
        && (
            IsText(constant)
            || constant.Parent is ConstantPatternSyntax or CaseSwitchLabelSyntax && !constant.IsKind(SyntaxKind.NullLiteralExpression)
        );

    private bool AreEqual(ExpressionSyntax left, ExpressionSyntax right) =>
        IsOf(left, text) && IsText(right) || IsOf(right, text) && IsText(left);

    private static bool IsText(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax => expression.IsKind(SyntaxKind.StringLiteralExpression),
            // `Commands.List`
            MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name, Expression: IdentifierNameSyntax type } => IsConstantName(name)
                && IsConstantName(type),
            IdentifierNameSyntax name => IsConstantName(name),
            _ => false,
        };

    private static bool IsConstantName(IdentifierNameSyntax name) => name.Identifier.ValueText is [var first, ..] && char.IsUpper(first);

    protected override bool Says(ExpressionSyntax condition, bool isTrue) =>
        isTrue
        && condition switch
        {
            // `int.TryParse(text, out var number)`
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var parsed }, ..] } call
                when InvokedName.Of(call) == TextChecks.Parsing => Is(parsed, text),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals", Expression: var receiver },
                ArgumentList.Arguments: [{ Expression: var first }, ..] arguments
            } => receiver.ToString() is "string" or "String"
                ? arguments is [_, { Expression: var second }, ..] && AreEqual(first, second)
                : AreEqual(receiver, first),
            _ => false,
        };

    // `text.Trim().ToLowerInvariant() is "a" or "b"` says the same about the text.
    private static bool IsOf(ExpressionSyntax expression, string text)
    {
        while (!Is(expression, text))
        {
            if (WithOtherSpelling(expression) is not { } inner)
                return false;
            expression = inner;
        }

        return true;
    }

    /// <summary>
    /// The text in <c>text.Trim()</c> and <c>(text)</c>, which differs at most in its spelling; null for any other expression.
    /// </summary>
    public static ExpressionSyntax? WithOtherSpelling(ExpressionSyntax expression) =>
        expression switch
        {
            ParenthesizedExpressionSyntax { Expression: var inner } => inner,
            InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Expression: var inner, Name.Identifier.ValueText: var name }
            } when TextChecks.Spellings.Contains(name) => inner,
            // `text?.Trim()`
            ConditionalAccessExpressionSyntax
            {
                Expression: var inner,
                WhenNotNull: InvocationExpressionSyntax
                {
                    ArgumentList.Arguments.Count: 0,
                    Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name }
                }
            } when TextChecks.Spellings.Contains(name) => inner,
            _ => null,
        };

    public static bool Is(ExpressionSyntax expression, string text)
    {
        while (expression is ParenthesizedExpressionSyntax { Expression: var inner })
            expression = inner;
        return expression.Span.Length == text.Length && expression.ToString() == text;
    }
}
