using System.Globalization;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Splits the expression of a text into fixed text and holes.</summary>
internal sealed class TextPieces(PromptSource source)
{
    private const int MaxDepth = 200;

    /// <summary>Null for an expression that cannot be the text of a prompt file.</summary>
    public IReadOnlyList<TextPiece>? Read(IOperation value)
    {
        var pieces = new List<TextPiece>();
        if (!Read(value, pieces, 0))
            return null;
        // A message that consists of a single value from the caller: null would be no content, but a template renders it as an empty text.
        if (pieces is [HolePiece { Hole: { IsOptional: true, IsWholeArgument: true } }])
            return null;
        if (pieces is [HolePiece { Hole: { IsOblivious: true } only }])
        {
            if (only.IsWholeArgument && !source.HasRequired)
                return null;
            if (!only.IsWholeArgument)
                pieces[0] = new HolePiece(Renewed(only, only with { IsOptional = true }));
        }

        return pieces;
    }

    private bool Read(IOperation value, List<TextPiece> pieces, int depth)
    {
        if (depth > MaxDepth)
            return false;
        switch (value)
        {
            // This case comes first, so that an otherwise unused constant is removed with its text.
            case ILocalReferenceOperation local when ReadLocal(local, pieces, depth) is { } isRead:
                return isRead;
            case IFieldReferenceOperation { ConstantValue: { HasValue: true, Value: string }, Field: var field }
                when source.IsShared(field):
                return AddHole(pieces, Holes.OfText(value, isWhole: depth == 0));
            case { ConstantValue: { HasValue: true, Value: string text } } when !HasSharedPart(value):
                if (value is IFieldReferenceOperation { Field: var constant })
                    source.Constants.Add(constant);
                Add(pieces, text);
                return true;
            case { ConstantValue: { HasValue: true, Value: null } }:
                return false;
            case IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion
                when value.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object:
                return Read(conversion.Operand, pieces, depth + 1);
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand, pieces, depth + 1);
            case IInterpolatedStringOperation { Type.SpecialType: SpecialType.System_String } interpolated:
                return interpolated.Parts.All(part =>
                    part switch
                    {
                        IInterpolatedStringTextOperation { Text.ConstantValue.Value: string text } => Add(pieces, text),
                        IInterpolationOperation hole => ReadInterpolation(hole, pieces, depth),
                        _ => false,
                    }
                );
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return ReadJoined(sum.LeftOperand, pieces, depth) && ReadJoined(sum.RightOperand, pieces, depth);
            case IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } format:
                return CompositeFormat.Read(format, text => Add(pieces, text), hole => AddHole(pieces, hole));
            case IInvocationOperation
            {
                TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } method
            } concat
                when concat.Arguments.All(argument =>
                    argument.ArgumentKind == ArgumentKind.Explicit && argument.Value.Type?.SpecialType == SpecialType.System_String
                )
                    && method.Parameters.Length == concat.Arguments.Length:
                return concat.Arguments.All(argument => ReadJoined(argument.Value, pieces, depth));
            default:
                return value.Type?.SpecialType == SpecialType.System_String && AddHole(pieces, Holes.OfText(value, isWhole: depth == 0));
        }
    }

    // `"Thank them. " + Texts.Style` is a constant too.
    private bool HasSharedPart(IOperation value) =>
        value is IBinaryOperation or IInterpolatedStringOperation
        && value.Descendants().OfType<IFieldReferenceOperation>().Any(part => part.ConstantValue.HasValue && source.IsShared(part.Field));

    // Null for a variable that has other uses: it is then a value like any other.
    private bool? ReadLocal(ILocalReferenceOperation reference, List<TextPiece> pieces, int depth)
    {
        if (
            reference.Type?.SpecialType != SpecialType.System_String
            || TrackedLocal.Of(reference.Local, source.Model) is not { } local
            || !local.IsUsedOnlyBy(reference)
            || source.Model.FindOperation(local.Value) is not { } text
            || !HoldsText(text)
        )
            return null;
        return source.Within(local.Declaration, () => Read(text, pieces, depth + 1));
    }

    // A variable that holds the result of a method is a value with a good name.
    private static bool HoldsText(IOperation value) =>
        value switch
        {
            { ConstantValue.HasValue: true } or IInterpolatedStringOperation or IBinaryOperation => true,
            IParenthesizedOperation parenthesized => HoldsText(parenthesized.Operand),
            IConversionOperation { IsImplicit: true } conversion => HoldsText(conversion.Operand),
            IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } } =>
                true,
            _ => false,
        };

    private bool ReadInterpolation(IInterpolationOperation interpolation, List<TextPiece> pieces, int depth)
    {
        var syntax = (InterpolationSyntax)interpolation.Syntax;
        var isPlain = syntax.AlignmentClause is null && syntax.FormatClause is null;
        var value = interpolation.Expression;
        if (
            isPlain
            && value is not (ILocalReferenceOperation or IFieldReferenceOperation { Type.SpecialType: SpecialType.System_String })
            && ConstantText(value) is { } text
        )
            return Add(pieces, text);
        if (isPlain && value.Type?.SpecialType == SpecialType.System_String)
            return Read(value, pieces, depth + 1);
        return AddHole(pieces, Holes.OfInterpolation(interpolation, syntax));
    }

    // One operand of '+'.
    private bool ReadJoined(IOperation value, List<TextPiece> pieces, int depth)
    {
        if (
            value is IConversionOperation { IsImplicit: true, OperatorMethod: null } boxing
            && boxing.Operand.Type?.SpecialType != SpecialType.System_String
        )
            value = boxing.Operand;
        if (value is not IFieldReferenceOperation { Type.SpecialType: SpecialType.System_String } && ConstantText(value) is { } text)
            return Add(pieces, text);
        if (value.ConstantValue is { HasValue: true, Value: null })
            return true;
        return value.Type?.SpecialType == SpecialType.System_String || value is IConversionOperation { IsImplicit: true }
            ? Read(value, pieces, depth + 1)
            : AddHole(pieces, Holes.OfJoined(value));
    }

    /// <summary>The text of a constant that is the same in every culture.</summary>
    private static string? ConstantText(IOperation value) =>
        value.ConstantValue is not { HasValue: true, Value: var constant }
            ? null
            : constant switch
            {
                string text => text,
                char character => character.ToString(),
                bool truth => truth ? bool.TrueString : bool.FalseString,
                int and >= 0 or long and >= 0 or byte or ushort or uint when value.Type?.TypeKind != TypeKind.Enum => Convert.ToString(
                    constant,
                    CultureInfo.InvariantCulture
                ),
                _ => null,
            };

    private bool AddHole(List<TextPiece> pieces, Hole? hole)
    {
        if (hole is null)
            return false;
        if (hole.IsOblivious && !source.HasRequired && !hole.IsWholeArgument)
            hole = hole with { IsOptional = true };
        source.Add(hole);
        pieces.Add(new HolePiece(hole));
        return true;
    }

    private Hole Renewed(Hole old, Hole renewed)
    {
        if (source.Places.TryGetValue(old, out var place))
            source.Within(
                place,
                () =>
                {
                    source.Add(renewed);
                    return true;
                }
            );
        return renewed;
    }

    private bool Add(List<TextPiece> pieces, string text)
    {
        if (text.Length == 0)
            return true;
        if (pieces.Count > 0 && pieces[pieces.Count - 1] is FixedPiece last)
            pieces[pieces.Count - 1] = new FixedPiece(last.Text + text);
        else
            pieces.Add(new FixedPiece(text));
        return true;
    }
}
