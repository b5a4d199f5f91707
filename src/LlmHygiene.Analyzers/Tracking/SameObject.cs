using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Whether a name stands for the same object at two places. A variable does. A field or property does where both belong to one instance,
/// and a call of a method only where it is the call through which the object gets to its place.
/// </summary>
internal static class SameObject
{
    /// <param name="use">One of the uses of a name.</param>
    /// <param name="name">The variable or member.</param>
    /// <param name="uses">All uses of the name.</param>
    /// <param name="way">How the object gets to its place; null where it is named there.</param>
    public static bool Is(IOperation use, ISymbol name, IReadOnlyList<IOperation> uses, TrackedValue? way) =>
        way?.CopiesOf(name).All(copy => IsBefore(use, copy, name)) != false
        && use switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation => true,
            IMemberReferenceOperation { Member.IsStatic: true } => true,
            IFieldReferenceOperation or IPropertyReferenceOperation => way is not null
                && IsOfSameInstance((IMemberReferenceOperation)use, uses, way),
            IInvocationOperation => way?.PassesThrough(use) == true,
            _ => false,
        };

    // What is done to the original later is not done to the copy. Another function that makes the original has ended before.
    private static bool IsBefore(IOperation use, IOperation copy, ISymbol name) =>
        Functions.Around(copy.Syntax) is { } function
        && function.SyntaxTree == use.Syntax.SyntaxTree
        && function.Span.Contains(use.Syntax.Span)
            ? function == Functions.Around(use.Syntax) && use.Syntax.SpanStart < copy.Syntax.Span.End
            : name is ILocalSymbol or IParameterSymbol || IsInConstructor(use);

    private static bool IsInConstructor(IOperation use) => use.Syntax.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not null;

    private static bool IsOfSameInstance(IMemberReferenceOperation use, IReadOnlyList<IOperation> uses, TrackedValue way) =>
        way.PassesThrough(use)
        || uses.OfType<IMemberReferenceOperation>()
            .Where(way.PassesThrough)
            .All(read =>
                IsOwn(use.Instance)
                    ? IsOwn(read.Instance) || IsInConstructor(use)
                    : VariableOf(use.Instance) is { } holder && SymbolEqualityComparer.Default.Equals(holder, VariableOf(read.Instance))
            );

    private static bool IsOwn(IOperation? instance) => instance is IInstanceReferenceOperation;

    private static ISymbol? VariableOf(IOperation? instance) =>
        instance switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            IMemberReferenceOperation { Member: { IsStatic: true } member } => member,
            IMemberReferenceOperation { Member: var member, Instance: IInstanceReferenceOperation } => member,
            _ => null,
        };

    /// <summary>True where the code chooses between the object and another one: <c>c ? x : y</c>.</summary>
    /// <param name="use">The object.</param>
    /// <param name="value">The operation around it that may yield it.</param>
    public static bool IsChoice(IOperation use, IOperation value)
    {
        for (var inner = use; inner != value && inner.Parent is { } outer; inner = outer)
            if (
                outer is IConditionalOperation or ISwitchExpressionArmOperation
                || (outer is ICoalesceOperation choice && choice.WhenNull == inner)
            )
                return true;
        return false;
    }
}
