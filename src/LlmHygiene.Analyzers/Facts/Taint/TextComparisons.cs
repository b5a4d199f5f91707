using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>Finds comparisons of a text with constants, and whether a use of the text runs only after one of them.</summary>
internal static class TextComparisons
{
    /// <summary>
    /// True for a use that runs only where the text is one of some constants, or was parsed: <c>text is "a" or "b"</c>, <c>switch (text) {
    /// case "a": … }</c> around the use, or before it with a way out.
    /// </summary>
    public static bool Guard(SyntaxNode use, string text)
    {
        for (var node = use; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax:
                    return false;
                case IfStatementSyntax branch when branch.Statement == node && Holds(branch.Condition, text, isTrue: true):
                case ElseClauseSyntax { Parent: IfStatementSyntax other } when Holds(other.Condition, text, isTrue: false):
                case ConditionalExpressionSyntax choice
                    when choice.WhenTrue == node && Holds(choice.Condition, text, isTrue: true)
                        || choice.WhenFalse == node && Holds(choice.Condition, text, isTrue: false):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both
                    when both.Right == node && Holds(both.Left, text, isTrue: true):
                case SwitchSectionSyntax { Parent: SwitchStatementSyntax chosen } section
                    when IsOf(chosen.Expression, text) && section.Labels.All(static label => label is CaseSwitchLabelSyntax):
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax cases } arm
                    when IsOf(cases.GoverningExpression, text) && IsConstant(arm.Pattern):
                    return true;
            }

            if (parent is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax && IsLeftBefore(parent, node, text))
                return true;
        }

        return false;
    }

    // `if (text is not ("a" or "b")) return;`
    private static bool IsLeftBefore(SyntaxNode block, SyntaxNode statement, string text) =>
        block
            .ChildNodes()
            .TakeWhile(child => child != statement)
            .Select(static child => child is GlobalStatementSyntax global ? global.Statement : child)
            .OfType<IfStatementSyntax>()
            .Any(branch =>
                Ends(branch.Statement, text) && Holds(branch.Condition, text, isTrue: false)
                || branch.Else is { Statement: var other } && Ends(other, text) && Holds(branch.Condition, text, isTrue: true)
            );

    private static bool Ends(StatementSyntax statement, string text) => Leaves(statement) || Replaces(statement, text);

    // `if (text is not ("a" or "b")) text = "a";`
    private static bool Replaces(StatementSyntax statement, string text) =>
        statement switch
        {
            BlockSyntax { Statements: [var only] } => Replaces(only, text),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => Is(assignment.Left, text)
                && IsConstantText(assignment.Right),
            _ => false,
        };

    public static bool Leaves(StatementSyntax statement) =>
        statement switch
        {
            BlockSyntax { Statements: [.., var last] } => Leaves(last),
            ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
            _ => false,
        };

    /// <summary>True where the text is one of some constants if the condition is true, or false.</summary>
    public static bool Holds(ExpressionSyntax condition, string text, bool isTrue) =>
        condition switch
        {
            ParenthesizedExpressionSyntax inner => Holds(inner.Expression, text, isTrue),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Holds(not.Operand, text, !isTrue),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => isTrue && IsComparison(equal, text),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal => !isTrue && IsComparison(unequal, text),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => isTrue
                ? Holds(both.Left, text, true) || Holds(both.Right, text, true)
                : Holds(both.Left, text, false) && Holds(both.Right, text, false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => isTrue
                ? Holds(either.Left, text, true) && Holds(either.Right, text, true)
                : Holds(either.Left, text, false) || Holds(either.Right, text, false),
            IsPatternExpressionSyntax test => IsOf(test.Expression, text)
                && (
                    isTrue ? IsConstant(test.Pattern) : test.Pattern is UnaryPatternSyntax { Pattern: var excluded } && IsConstant(excluded)
                ),
            // `int.TryParse(text, out var number)`
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var parsed }, ..] } call
                when InvokedName.Of(call) == TextChecks.Parsing => isTrue && Is(parsed, text),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } } equals => isTrue
                && equals.ArgumentList.Arguments.Select(static argument => argument.Expression).ToList() is var arguments
                && (
                    IsOf(((MemberAccessExpressionSyntax)equals.Expression).Expression, text)
                        ? arguments is [LiteralExpressionSyntax, ..]
                        : arguments.Exists(argument => IsOf(argument, text))
                            && arguments.Exists(static argument => argument is LiteralExpressionSyntax)
                ),
            _ => false,
        };

    private static bool IsComparison(BinaryExpressionSyntax comparison, string text) =>
        IsOf(comparison.Left, text) && IsConstantText(comparison.Right) || IsOf(comparison.Right, text) && IsConstantText(comparison.Left);

    // `text == null` says nothing about a text.
    private static bool IsConstantText(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression };

    private static bool IsConstant(PatternSyntax pattern) =>
        pattern switch
        {
            ConstantPatternSyntax { Expression: var constant } => constant
                is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression },
            BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either => IsConstant(either.Left) && IsConstant(either.Right),
            ParenthesizedPatternSyntax { Pattern: var inner } => IsConstant(inner),
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
            _ => null,
        };

    public static bool Is(ExpressionSyntax expression, string text)
    {
        while (expression is ParenthesizedExpressionSyntax { Expression: var inner })
            expression = inner;
        return expression.Span.Length == text.Length && expression.ToString() == text;
    }
}
