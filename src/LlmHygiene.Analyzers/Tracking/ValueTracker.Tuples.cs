using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ValueTracker
{
    // An element of an element is not followed.
    private void VisitElement(IOperation tuple, int index, IOperation reference, Walk walk, int element)
    {
        if (element == Walk.Whole)
            Visit(tuple, walk, index);
        else
            walk.Add(new(OriginKind.Other, reference));
    }

    /// <summary>The position of a field in its tuple; negative for any other field.</summary>
    public static int ElementOf(IFieldSymbol field, ITypeSymbol? tuple)
    {
        if (tuple is not INamedTypeSymbol { IsTupleType: true, TupleElements: var elements })
            return -1;
        var index = field.CorrespondingTupleField is { } underlying ? elements.IndexOf(underlying, 0, SymbolEqualityComparer.Default) : -1;
        if (index < 0)
            index = elements.IndexOf(field, 0, SymbolEqualityComparer.Default);
        // `pair.Item2` of an element with a name
        return
            index < 0
            && field is { ContainingType.IsTupleType: true, Name: ['I', 't', 'e', 'm', >= '1' and <= '9' and var position] }
            && position - '1' < elements.Length
            ? position - '1'
            : index;
    }

    // `pair.Item1 = x`
    private void VisitElementWrites(ISymbol symbol, Walk walk, int element)
    {
        foreach (var reference in _scope.References(symbol))
        {
            if (
                reference.Parent is not IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field } part
                || part.Instance != reference
                || ElementOf(field, reference.Type) != element
            )
                continue;
            switch (part.Parent)
            {
                case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == part:
                    Visit(assignment.Value, walk);
                    break;
                case IAssignmentOperation assignment when assignment.Target == part:
                case IIncrementOrDecrementOperation:
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } }:
                case ITupleOperation tuple when IsTarget(tuple):
                    walk.Add(new(OriginKind.Other, part));
                    break;
            }
        }
    }

    // `(pair.Item1, x) = …`, but not `x = (pair.Item1, y)`
    private static bool IsTarget(ITupleOperation tuple)
    {
        IOperation outer = tuple;
        while (outer.Parent is ITupleOperation or IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;
        return outer.Parent switch
        {
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Target == outer,
            IForEachLoopOperation loop => loop.LoopControlVariable == outer,
            _ => false,
        };
    }

    // `(a, b) = (x, y)`, or only a tuple that is assigned to the variable.
    private void VisitTupleWrite(ITupleOperation tuple, IOperation reference, Walk walk, int element)
    {
        IOperation outer = tuple;
        while (outer.Parent is ITupleOperation or IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;
        switch (outer.Parent)
        {
            case IDeconstructionAssignmentOperation deconstruction when deconstruction.Target == outer:
                if (outer == tuple && element == Walk.Whole)
                    Visit(deconstruction.Value, walk, tuple.Elements.IndexOf(reference));
                else
                    walk.Add(new(OriginKind.Other, reference));
                break;
            case IForEachLoopOperation:
                walk.Add(new(OriginKind.Other, reference));
                break;
        }
    }
}
