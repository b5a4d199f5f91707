using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>What is proven about an expression, in ascending order.</summary>
internal enum Purity
{
    /// <summary>Nothing is proven: it may do anything.</summary>
    None,

    /// <summary>Evaluating it changes nothing; two evaluations in a row yield the same value.</summary>
    Pure,

    /// <summary>Its value is the same wherever it is evaluated.</summary>
    Stable,
}

internal static class Purities
{
    private const int MaxDepth = 30;

    public static Purity Of(IOperation? operation, int depth = 0)
    {
        if (operation is null || depth > MaxDepth)
            return Purity.None;
        if (operation.ConstantValue.HasValue)
            return Purity.Stable;
        return operation switch
        {
            IInstanceReferenceOperation or IConditionalAccessInstanceOperation or ITypeOfOperation => Purity.Stable,
            ILocalReferenceOperation local => IsWrittenAgain(local.Local, local.Syntax) ? Purity.Pure : Purity.Stable,
            IParameterReferenceOperation parameter => parameter.Parameter.RefKind != RefKind.None
            || IsWrittenAgain(parameter.Parameter, parameter.Syntax)
                ? Purity.Pure
                : Purity.Stable,
            IFieldReferenceOperation field => Least(
                field.Field.IsReadOnly ? Purity.Stable : Purity.Pure,
                field.Instance is null ? Purity.Stable : Of(field.Instance, depth + 1)
            ),
            IPropertyReferenceOperation property => Least(
                OfProperty(property),
                property.Instance is null ? Purity.Stable : Of(property.Instance, depth + 1)
            ),
            IConversionOperation { OperatorMethod: not null } => Purity.None,
            IBinaryOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.None } => Purity.None,
            IInvocationOperation invocation when !IsPlain(invocation) => Purity.None,
            IConversionOperation
            or IParenthesizedOperation
            or IConditionalOperation
            or ICoalesceOperation
            or IBinaryOperation
            or IUnaryOperation
            or IConditionalAccessOperation
            or IInterpolatedStringOperation
            or IInterpolationOperation
            or IInterpolatedStringTextOperation
            or IInvocationOperation
            or IArgumentOperation => OfParts(operation, depth),
            IArrayElementReferenceOperation => Least(Purity.Pure, OfParts(operation, depth)),
            _ => Purity.None,
        };
    }

    private static Purity OfParts(IOperation operation, int depth)
    {
        var least = Purity.Stable;
        foreach (var part in operation.ChildOperations)
            if ((least = Least(least, Of(part, depth + 1))) == Purity.None)
                break;
        return least;
    }

    private static Purity Least(Purity left, Purity right) => left < right ? left : right;

    private static Purity OfProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.IsIndexer || property.IsStatic)
            return Purity.None;
        if (property.DeclaringSyntaxReferences.Length == 0)
            return property.ContainingType.SpecialType == SpecialType.System_String ? Purity.Stable : Purity.Pure;
        return property.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            // A property of a record's primary constructor.
            ParameterSyntax => property.SetMethod is null or { IsInitOnly: true } ? Purity.Stable : Purity.Pure,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }
                when property.ContainingType.TypeKind != TypeKind.Interface
                    && accessors.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null) => property.SetMethod
                is null
                    or { IsInitOnly: true }
            && !property.IsVirtual
            && !property.IsOverride
                ? Purity.Stable
                : Purity.Pure,
            _ => property.ContainingType.TypeKind == TypeKind.Interface ? Purity.Pure : Purity.None,
        };
    }

    // `text.Trim()`, `number.ToString("N2")`: methods of built-in types that only create a text.
    private static bool IsPlain(IInvocationOperation invocation) =>
        invocation.TargetMethod.ContainingType.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String
        && invocation.Arguments.All(argument =>
            argument.Value.Type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String
        );

    private static bool IsWrittenAgain(ISymbol symbol, SyntaxNode use)
    {
        var member = use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } found and not GlobalStatementSyntax
            ? found
            : use.SyntaxTree.GetRoot();
        foreach (
            var name in member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == symbol.Name)
        )
        {
            if (
                name.Parent switch
                {
                    AssignmentExpressionSyntax assignment => assignment.Left == name,
                    PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => !(
                        name.Parent is PostfixUnaryExpressionSyntax { OperatorToken.ValueText: "!" }
                    ),
                    ArgumentSyntax argument => argument.RefOrOutKeyword.RawKind != 0
                        || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
                    RefExpressionSyntax => true,
                    _ => false,
                }
            )
                return true;
        }

        return false;
    }
}
