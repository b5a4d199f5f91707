using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Finds out whether the code checks a value before it uses it: against a list, with a pattern, by a method that says so. What exactly the
/// check allows is not examined.
/// </summary>
internal sealed class TextGuards(SourceScope scope, SinkKind sink, TaintOptions options)
{
    public bool IsChecked(IOperation use)
    {
        var text = use.Syntax.ToString();
        if (Functions.Around(use.Syntax) is not { } function)
            return false;
        return IsGuardedByConstants(use.Syntax, text) || IsGivenToCheck(function, use.Syntax, text);
    }

    // `if (!s_languages.Contains(language)) return;`
    private bool IsGivenToCheck(SyntaxNode function, SyntaxNode use, string text)
    {
        foreach (var call in function.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (
                call.SpanStart >= use.SpanStart
                || call.Span.Contains(use.Span)
                || InvokedName.Of(call) is not { } name
                || !MightCheck(name)
            )
                continue;
            var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
            var isReceiver = receiver is not null && Mentions(receiver, text);
            if (!isReceiver && !call.ArgumentList.Arguments.Any(argument => Mentions(argument.Expression, text)))
                continue;
            if (IsCheck(call, name, isReceiver))
                return true;
        }

        return false;
    }

    private bool MightCheck(string name) =>
        TextChecks.Conditions.Contains(name)
        || TaintKnowledge.IsOwnCheck(name)
        || TextChecks.OwnQuestions.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        || (sink == SinkKind.FilePath && TextChecks.PathConditions.Contains(name))
        || options.Trusted.Names.Any(trusted =>
            trusted.EndsWith("." + name, StringComparison.Ordinal) || trusted.EndsWith(".*", StringComparison.Ordinal)
        );

    private bool IsCheck(InvocationExpressionSyntax call, string name, bool isReceiver)
    {
        if (scope.MethodOf(call) is not { } method)
            return TaintKnowledge.IsOwnCheck(name);
        if (options.Trusted.Contains(method) || TaintKnowledge.IsOwnCheck(name))
            return true;
        // `if (!IsInside(root, path)) return;`
        if (scope.Contains(method) && method.ReturnType.SpecialType == SpecialType.System_Boolean)
            return true;
        var isOfText = method.ContainingType.SpecialType == SpecialType.System_String;
        if (sink == SinkKind.FilePath && TextChecks.PathConditions.Contains(name) && (isOfText || method.ContainingType.Name is "Path"))
            return true;
        // `text.Contains("x")` is a question about the text; `list.Contains(text)` is a check. `text.All(char.IsLetter)` is one.
        return !isOfText && TextChecks.Conditions.Contains(name) && (!isReceiver || name is "All" or "Any");
    }

    // `text == "a"`, `text is "a" or "b"`, `switch (text) { case "a": … }` around the use, or before it with a way out.
    private static bool IsGuardedByConstants(SyntaxNode use, string text)
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
                    when Is(chosen.Expression, text) && section.Labels.All(static label => label is CaseSwitchLabelSyntax):
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax cases } arm
                    when Is(cases.GoverningExpression, text) && IsConstant(arm.Pattern):
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
            .Any(branch => (Leaves(branch.Statement) || Replaces(branch.Statement, text)) && Holds(branch.Condition, text, isTrue: false));

    // `if (text is not ("a" or "b")) text = "a";`
    private static bool Replaces(StatementSyntax statement, string text) =>
        statement switch
        {
            BlockSyntax { Statements: [var only] } => Replaces(only, text),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => Is(assignment.Left, text)
                && IsConstantText(assignment.Right),
            _ => false,
        };

    private static bool Leaves(StatementSyntax statement) =>
        statement switch
        {
            BlockSyntax { Statements: [.., var last] } => Leaves(last),
            ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
            _ => false,
        };

    // True where the text is one of some constants if the condition is true, or false.
    private static bool Holds(ExpressionSyntax condition, string text, bool isTrue) =>
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
            IsPatternExpressionSyntax test => Is(test.Expression, text)
                && (
                    isTrue ? IsConstant(test.Pattern) : test.Pattern is UnaryPatternSyntax { Pattern: var excluded } && IsConstant(excluded)
                ),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } } equals => isTrue
                && equals.ArgumentList.Arguments.Select(static argument => argument.Expression).ToList() is var arguments
                && (
                    Is(((MemberAccessExpressionSyntax)equals.Expression).Expression, text)
                        ? arguments is [LiteralExpressionSyntax, ..]
                        : arguments.Exists(argument => Is(argument, text))
                            && arguments.Exists(static argument => argument is LiteralExpressionSyntax)
                ),
            _ => false,
        };

    private static bool IsComparison(BinaryExpressionSyntax comparison, string text) =>
        Is(comparison.Left, text) && IsConstantText(comparison.Right) || Is(comparison.Right, text) && IsConstantText(comparison.Left);

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

    private static bool Mentions(ExpressionSyntax expression, string text) =>
        expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => Is(part, text));

    private static bool Is(ExpressionSyntax expression, string text)
    {
        while (expression is ParenthesizedExpressionSyntax { Expression: var inner })
            expression = inner;
        return expression.Span.Length == text.Length && expression.ToString() == text;
    }
}
