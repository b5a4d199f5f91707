using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>
/// Turns a value in a text into an expression that fills an input with the same text. Code formats numbers and dates in the culture of the
/// thread, a template in the invariant culture; so they are passed as text.
/// </summary>
internal static class Holes
{
    /// <summary>A value of the type <c>string</c>.</summary>
    /// <param name="isWhole">True when the value is a whole message.</param>
    public static Hole? OfText(IOperation value, bool isWhole)
    {
        if (value.Syntax is not ExpressionSyntax expression || IsUnfit(expression))
            return null;
        var flow = value.SemanticModel!.GetTypeInfo(expression).Nullability.FlowState;
        return new Hole(expression, Text(expression), Purities.Of(value))
        {
            IsOptional = flow == NullableFlowState.MaybeNull,
            IsOblivious = flow == NullableFlowState.None,
            IsWholeArgument = isWhole,
        };
    }

    /// <summary><c>{value,10:N2}</c></summary>
    public static Hole? OfInterpolation(IInterpolationOperation interpolation, InterpolationSyntax syntax)
    {
        var value = interpolation.Expression.WithoutImplicitConversion();
        if (IsUnfit(syntax.Expression) || value.Type is null or { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Void })
            return null;
        var format = syntax.FormatClause?.FormatStringToken.ValueText;
        if (syntax.AlignmentClause is null && WritesItself(value.Type, format is not null))
        {
            if (format is null && IsCount(value))
                return new Hole(syntax.Expression, Text(syntax.Expression), Purities.Of(value)) { IsCount = true };
            return new Hole(
                syntax.Expression,
                $"{Primary(syntax.Expression)}.ToString({(format is null ? "" : SymbolDisplay.FormatLiteral(format, quote: true))})",
                Purities.Of(value)
            );
        }

        // Anything else stays as written, in an interpolated string of its own.
        if (format is not null && (format.IndexOf('\\') >= 0 || format.IndexOf('"') >= 0 || format.IndexOf('\n') >= 0))
            return null;
        if (
            syntax.ToString().IndexOf('\n') >= 0
            || syntax
                .Expression.DescendantTokens()
                .Any(token => token.ValueText == ":" || token.IsKind(SyntaxKind.InterpolatedStringText) || token.Text.IndexOf('"') >= 0)
                && syntax.Expression is not ParenthesizedExpressionSyntax
        )
            return null;
        return new Hole(
            syntax.Expression,
            $"$\"{{{syntax.Expression}{syntax.AlignmentClause}{syntax.FormatClause}}}\"",
            Purities.Of(value)
        );
    }

    /// <summary>An operand of '+' that is not text.</summary>
    public static Hole? OfJoined(IOperation value)
    {
        value = value.WithoutImplicitConversion();
        if (
            value.Syntax is not ExpressionSyntax expression
            || IsUnfit(expression)
            || value.Type is not { TypeKind: not TypeKind.Dynamic } type
        )
            return null;
        if (WritesItself(type, withFormat: false))
        {
            return IsCount(value)
                ? new Hole(expression, Text(expression), Purities.Of(value)) { IsCount = true }
                : new Hole(expression, Primary(expression) + ".ToString()", Purities.Of(value));
        }

        // A struct is not null, but its own ToString method may return null.
        var isNullable = type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        return new Hole(expression, $"{Primary(expression)}{(isNullable ? "?" : "")}.ToString()", Purities.Of(value)) { IsOptional = true };
    }

    /// <summary>An argument of <c>string.Format</c>: boxed, so that null is a value.</summary>
    public static Hole? OfFormat(IOperation value, string? format)
    {
        value = value.WithoutImplicitConversion();
        if (value.Type?.SpecialType == SpecialType.System_String)
            return OfText(value, isWhole: false);
        if (
            value.Syntax is not ExpressionSyntax expression
            || IsUnfit(expression)
            || value.Type is not { } type
            || !WritesItself(type, format is not null)
        )
            return null;
        if (format is null && IsCount(value))
            return new Hole(expression, Text(expression), Purities.Of(value)) { IsCount = true };
        return new Hole(
            expression,
            $"{Primary(expression)}.ToString({(format is null ? "" : SymbolDisplay.FormatLiteral(format, quote: true))})",
            Purities.Of(value)
        );
    }

    /// <summary>The types for which <c>$"{value:format}"</c> and <c>value.ToString("format")</c> are the same.</summary>
    public static bool WritesItself(ITypeSymbol type, bool withFormat) =>
        type switch
        {
            { TypeKind: TypeKind.Enum } => true,
            { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char } => !withFormat,
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double or SpecialType.System_DateTime } => true,
            {
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
                Name: "Guid" or "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly"
            } => true,
            _ => false,
        };

    // A count is never negative, so it is formatted with digits alone, which are the same in every culture.
    private static bool IsCount(IOperation value) =>
        value
            is IPropertyReferenceOperation
            {
                Property: { Name: "Count" or "Length", DeclaringSyntaxReferences.Length: 0, ContainingNamespace: { } at },
                Type.SpecialType: SpecialType.System_Int32
            }
        && at.ToDisplayString()
            is "System"
                or "System.Collections"
                or "System.Collections.Generic"
                or "System.Collections.Immutable"
                or "System.Collections.ObjectModel";

    // Code that would have another meaning in another place, or that is not allowed within an interpolated string.
    private static bool IsUnfit(ExpressionSyntax expression) =>
        expression is RefExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ThrowExpressionSyntax
        || expression.DescendantTrivia().Any(trivia => trivia.IsDirective)
        || expression
            .DescendantNodesAndSelf()
            .Any(node =>
                node
                    is SingleVariableDesignationSyntax
                    {
                        Parent: DeclarationExpressionSyntax or DeclarationPatternSyntax or RecursivePatternSyntax or VarPatternSyntax
                    }
            );

    private static string Text(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        return expression.ToString();
    }

    private static string Primary(ExpressionSyntax expression) =>
        expression
            is IdentifierNameSyntax
                or MemberAccessExpressionSyntax
                or InvocationExpressionSyntax
                or ElementAccessExpressionSyntax
                or ParenthesizedExpressionSyntax
                or ThisExpressionSyntax
                or LiteralExpressionSyntax
                or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            ? expression.ToString()
            : $"({expression})";

    public static IOperation WithoutImplicitConversion(this IOperation value)
    {
        while (
            value is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion
            && (conversion.Conversion.IsIdentity || conversion.Type?.IsReferenceType == true)
        )
            value = conversion.Operand;
        return value;
    }
}
