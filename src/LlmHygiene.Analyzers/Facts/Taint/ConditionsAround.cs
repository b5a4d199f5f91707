using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Finds out whether code runs only where something is known, from the conditions around it: those of statements, and those inside one
/// expression (<c>?:</c>, <c>&amp;&amp;</c>, <c>||</c>, arms of a <c>switch</c>, patterns). What is known is decided by a derived class.
/// </summary>
internal abstract class ConditionsAround
{
    /// <summary>True where an expression that is true, or false, says it.</summary>
    protected abstract bool Says(ExpressionSyntax condition, bool isTrue);

    /// <summary>True where a value that is equal to a constant, or is not, says it.</summary>
    protected abstract bool SaysEqual(ExpressionSyntax value, ExpressionSyntax constant, bool isTrue);

    /// <summary>True for a statement after whose condition the code goes on only where the condition is false.</summary>
    protected virtual bool Ends(StatementSyntax statement) => Leaves(statement);

    /// <summary>False where a function that is inside of the condition may run later.</summary>
    protected virtual bool LooksOutOfFunctions => true;

    /// <summary>The code around a place that runs only where it is known; null where no condition around the place says so.</summary>
    public TextSpan? Around(SyntaxNode place)
    {
        for (var node = place; node.Parent is { } parent && node is not MemberDeclarationSyntax or GlobalStatementSyntax; node = parent)
        {
            if (!LooksOutOfFunctions && parent is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                return null;
            if (IsBranch(node, parent))
                return node.Span;
            if (parent is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax && EndedBefore(parent, node) is { } start)
                return TextSpan.FromBounds(start, parent.Span.End);
        }

        return null;
    }

    private bool IsBranch(SyntaxNode node, SyntaxNode parent) =>
        parent switch
        {
            IfStatementSyntax branch => branch.Statement == node && Holds(branch.Condition, isTrue: true),
            ElseClauseSyntax { Parent: IfStatementSyntax branch } => Holds(branch.Condition, isTrue: false),
            WhileStatementSyntax loop => loop.Statement == node && Holds(loop.Condition, isTrue: true),
            ConditionalExpressionSyntax choice => choice.WhenTrue == node && Holds(choice.Condition, isTrue: true)
                || choice.WhenFalse == node && Holds(choice.Condition, isTrue: false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => both.Right == node
                && Holds(both.Left, isTrue: true),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => either.Right == node
                && Holds(either.Left, isTrue: false),
            SwitchExpressionArmSyntax arm => arm.Expression == node && IsArm(arm),
            SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section => node is StatementSyntax
                && section.Labels.All(label => IsLabel(label, choice.Expression)),
            _ => false,
        };

    // An arm is reached where no arm before it fits.
    private bool IsArm(SwitchExpressionArmSyntax arm) =>
        arm.Parent is SwitchExpressionSyntax { GoverningExpression: var value, Arms: var arms }
        && (
            Fits(value, arm.Pattern, isTrue: true)
            || arm.WhenClause is { Condition: var when } && Holds(when, isTrue: true)
            || arms.TakeWhile(other => other != arm).Any(other => IsLeft(value, other))
        );

    // It does not fit because of its pattern or because of its condition.
    private bool IsLeft(ExpressionSyntax value, SwitchExpressionArmSyntax arm) =>
        arm.WhenClause is { Condition: var when }
            ? Holds(when, isTrue: false)
                && (arm.Pattern is DiscardPatternSyntax or VarPatternSyntax || Fits(value, arm.Pattern, isTrue: false))
            : Fits(value, arm.Pattern, isTrue: false);

    private bool IsLabel(SwitchLabelSyntax label, ExpressionSyntax value) =>
        label switch
        {
            CaseSwitchLabelSyntax { Value: var constant } => IsEqual(value, constant, isTrue: true),
            CasePatternSwitchLabelSyntax { Pattern: var pattern, WhenClause: var when } => Fits(value, pattern, isTrue: true)
                || when is not null && Holds(when.Condition, isTrue: true),
            _ => false,
        };

    // `if (text is not ("a" or "b")) return;`
    private int? EndedBefore(SyntaxNode block, SyntaxNode statement)
    {
        foreach (var child in block.ChildNodes())
        {
            if (child == statement)
                return null;
            if (
                (child is GlobalStatementSyntax global ? global.Statement : child) is IfStatementSyntax branch
                && (
                    Ends(branch.Statement) && Holds(branch.Condition, isTrue: false)
                    || branch.Else is { Statement: var other } && Ends(other) && Holds(branch.Condition, isTrue: true)
                )
            )
                return branch.Span.End;
        }

        return null;
    }

    /// <summary>True where a condition that is true, or false, says it.</summary>
    public bool Holds(ExpressionSyntax condition, bool isTrue) =>
        condition switch
        {
            ParenthesizedExpressionSyntax { Expression: var inner } => Holds(inner, isTrue),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var inner } => Holds(inner, !isTrue),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression, Left: var left, Right: var right } => isTrue
                ? Holds(left, true) || Holds(right, true)
                : Holds(left, false) && Holds(right, false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression, Left: var left, Right: var right } => isTrue
                ? Holds(left, true) && Holds(right, true)
                : Holds(left, false) || Holds(right, false),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: var left, Right: var right } => IsEqual(
                left,
                right,
                isTrue
            ) || IsEqual(right, left, isTrue),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Left: var left, Right: var right } => IsEqual(
                left,
                right,
                !isTrue
            ) || IsEqual(right, left, !isTrue),
            IsPatternExpressionSyntax { Expression: var value, Pattern: var pattern } => Fits(value, pattern, isTrue),
            // `var isKnown = text is "a" or "b"; if (isKnown) …`
            IdentifierNameSyntax name when ValueOf(name) is { } value && Holds(value, isTrue) && IsSetOnce(name) => true,
            _ => Says(condition, isTrue),
        };

    private bool IsEqual(ExpressionSyntax value, ExpressionSyntax constant, bool isTrue) =>
        constant.Kind() switch
        {
            SyntaxKind.TrueLiteralExpression => Holds(value, isTrue),
            SyntaxKind.FalseLiteralExpression => Holds(value, !isTrue),
            _ => SaysEqual(value, constant, isTrue),
        };

    private bool Fits(ExpressionSyntax value, PatternSyntax pattern, bool isTrue) =>
        pattern switch
        {
            ParenthesizedPatternSyntax { Pattern: var inner } => Fits(value, inner, isTrue),
            UnaryPatternSyntax { Pattern: var inner } => Fits(value, inner, !isTrue),
            BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern, Left: var left, Right: var right } => isTrue
                ? Fits(value, left, true) || Fits(value, right, true)
                : Fits(value, left, false) && Fits(value, right, false),
            BinaryPatternSyntax { Left: var left, Right: var right } => isTrue
                ? Fits(value, left, true) && Fits(value, right, true)
                : Fits(value, left, false) || Fits(value, right, false),
            ConstantPatternSyntax { Expression: var constant } => IsEqual(value, constant, isTrue),
            RelationalPatternSyntax { OperatorToken: var sign, Expression: var constant } => Says(
                SyntaxFactory.BinaryExpression(KindOf(sign), value.WithoutTrivia(), constant.WithoutTrivia()),
                isTrue
            ),
            RecursivePatternSyntax { PropertyPatternClause.Subpatterns: { Count: > 0 } parts, Type: var type } => isTrue
                ? parts.Any(part => IsPart(value, part, true))
                : type is null && parts.All(part => IsPart(value, part, false)),
            _ => false,
        };

    // `response is { IsSuccessStatusCode: false }`
    private bool IsPart(ExpressionSyntax value, SubpatternSyntax part, bool isTrue) =>
        part is { NameColon.Name: var name, Pattern: var pattern }
        && Fits(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                value.WithoutTrivia(),
                SyntaxFactory.IdentifierName(name.Identifier.WithoutTrivia())
            ),
            pattern,
            isTrue
        );

    private static SyntaxKind KindOf(SyntaxToken sign) =>
        sign.Kind() switch
        {
            SyntaxKind.LessThanToken => SyntaxKind.LessThanExpression,
            SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanOrEqualExpression,
            SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanExpression,
            _ => SyntaxKind.GreaterThanOrEqualExpression,
        };

    // What a local variable is declared with.
    protected static ExpressionSyntax? ValueOf(IdentifierNameSyntax variable)
    {
        var name = variable.Identifier.ValueText;
        for (SyntaxNode? node = variable; node is not (null or MemberDeclarationSyntax and not GlobalStatementSyntax); node = node.Parent)
        {
            if (node.Parent is not (BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax))
                continue;
            foreach (var child in node.Parent.ChildNodes().TakeWhile(child => child != node))
                if (
                    (child is GlobalStatementSyntax global ? global.Statement : child)
                        is LocalDeclarationStatementSyntax { Declaration.Variables: var variables }
                    && variables.FirstOrDefault(one => one.Identifier.ValueText == name) is { Initializer: var initializer }
                )
                    return initializer?.Value;
        }

        return null;
    }

    protected static bool IsSetOnce(IdentifierNameSyntax variable) =>
        Functions
            .Around(variable)
            ?.DescendantNodes()
            .Any(node =>
                node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax set }
                && set.Identifier.ValueText == variable.Identifier.ValueText
            ) == false;

    /// <summary>True for a statement after which the code does not go on.</summary>
    public static bool Leaves(StatementSyntax statement) =>
        statement switch
        {
            BlockSyntax { Statements: [.., var last] } => Leaves(last),
            ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
            YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement } or GotoStatementSyntax => true,
            _ => false,
        };
}
