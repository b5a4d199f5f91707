using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// What is written to a member of an anonymous object, or to an element of a tuple, that a query makes: <c>Prompt</c> of
/// <c>docs.Select(d => new { d, Prompt = … })</c>. What is found is certainly written there; there may be more.
/// </summary>
internal sealed class ElementMembers(ValueTracker values, TextSources sources)
{
    private const int MaxDepth = 8;

    public IEnumerable<IOperation> Of(IOperation value) =>
        value switch
        {
            IPropertyReferenceOperation { Property: { ContainingType.IsAnonymousType: true, Name: var name }, Instance: { } made } => Find(
                made,
                new(name, -1),
                MaxDepth
            ),
            IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } made } => Find(
                made,
                new(null, ValueTracker.ElementOf(field, made.Type)),
                MaxDepth
            ),
            ILocalReferenceOperation { Local: var local } when OfLoop(local) is var (collection, index) => Find(
                collection,
                new(null, index),
                MaxDepth
            ),
            _ => [],
        };

    private IEnumerable<IOperation> Find(IOperation made, Member member, int depth)
    {
        if (depth == 0)
            return [];
        switch (made)
        {
            case IConversionOperation conversion:
                return Find(conversion.Operand, member, depth - 1);
            case IAnonymousObjectCreationOperation creation:
                return creation
                    .Initializers.OfType<ISimpleAssignmentOperation>()
                    .Where(written => written.Target is IPropertyReferenceOperation { Property.Name: var name } && name == member.Name)
                    .Select(static written => written.Value);
            case ITupleOperation tuple:
                return member.Index >= 0 && member.Index < tuple.Elements.Length ? [tuple.Elements[member.Index]] : [];
            case ITranslatedQueryOperation query:
                return Find(query.Operation, member, depth - 1);
            case IDelegateCreationOperation created:
                return Find(created.Target, member, depth - 1);
            case IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax lambda }:
                return FindAll(values.Scope.ReturnedValues(lambda));
            case IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } selected }] }:
                return Find(selected, member, depth - 1);
            case IInvocationOperation call when QueryResults.Is(call.TargetMethod):
                return FindAll(QueryResults.Of(call));
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list }:
                return Find(list, member, depth - 1);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return Find(array, member, depth - 1);
            default:
                return values
                    .Trace(made)
                    .Origins.SelectMany(origin =>
                        (origin.Operation.Syntax == made.Syntax ? [] : Find(origin.Operation, member, depth - 1)).Concat(
                            FindAll(sources.Of(origin.Operation))
                        )
                    );
        }

        IEnumerable<IOperation> FindAll(IEnumerable<IOperation> places) => places.SelectMany(place => Find(place, member, depth - 1));
    }

    // `foreach (var (doc, prompt) in pairs)`
    private (IOperation Collection, int Index)? OfLoop(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var declared]
        && declared.GetSyntax() is SingleVariableDesignationSyntax { Parent: ParenthesizedVariableDesignationSyntax list } designation
        && list.Parent is DeclarationExpressionSyntax { Parent: ForEachVariableStatementSyntax { Expression: var collection } }
        && values.Scope.OperationOf(collection) is { } elements
            ? (elements, list.Variables.IndexOf(designation))
            : null;

    /// <param name="Name">The name in an anonymous object; null for a tuple.</param>
    /// <param name="Index">The position in a tuple.</param>
    private readonly record struct Member(string? Name, int Index);
}
