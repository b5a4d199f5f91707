using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Elements of a <c>static readonly</c> collection of constants. Whoever chooses the element, the application has written its text, as
/// long as no code can put other text into the collection.
/// </summary>
internal static class ConstantElements
{
    // The methods that return an element, or give it to a variable.
    private static readonly ImmutableHashSet<string> s_taking = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "First",
        "FirstOrDefault",
        "Last",
        "LastOrDefault",
        "Single",
        "SingleOrDefault",
        "ElementAt",
        "ElementAtOrDefault",
        "TryGetValue"
    );

    // The methods that create a collection from the elements of another one, or from their arguments.
    private static readonly ImmutableHashSet<string> s_making = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Create",
        "ToImmutableArray",
        "ToImmutableList",
        "ToImmutableHashSet",
        "ToFrozenSet",
        "ToArray",
        "ToList",
        "ToHashSet",
        "AsReadOnly"
    );

    // The collections that no code can write to.
    private static readonly ImmutableHashSet<string> s_immutable = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ImmutableArray",
        "ImmutableList",
        "ImmutableHashSet",
        "FrozenSet"
    );

    /// <summary>True for such an element; false where that is not proven.</summary>
    public static bool Is(IOperation value, SourceScope scope)
    {
        value = value.WithoutConversion();
        if (value is IInvocationOperation call && !TakesOnly(call))
            return false;
        if (value.Type?.SpecialType != SpecialType.System_String || ElementAccess.CollectionOf(value, scope) is not { } collection)
            return false;
        return FieldOf(ElementAccess.Source(ChosenFrom(collection), scope)) is { IsStatic: true, IsReadOnly: true } field
            && scope.Contains(field)
            && !MayBeWhatIsSought(value, field)
            && HoldsConstants(field, scope)
            && (IsImmutable(field.Type) || IsOnlyRead(field, scope));
    }

    // `ImmutableHashSet.TryGetValue(text, out var found)`: if there is no such element, `found` is `text`.
    private static bool MayBeWhatIsSought(IOperation value, IFieldSymbol field) =>
        field.Type.Name == "ImmutableHashSet"
        && !(
            value is IInvocationOperation
            || (
                value is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] }
                && declared.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ForEachStatementSyntax
            )
        );

    // `words.FirstOrDefault(input)` may return its argument.
    private static bool TakesOnly(IInvocationOperation call) =>
        s_taking.Contains(call.TargetMethod.Name)
        && call.Arguments.All(static argument =>
            argument.Value.Type?.SpecialType != SpecialType.System_String || argument.Value.ConstantValue.HasValue
        );

    // `random.GetItems(words, 1)`
    private static IOperation ChosenFrom(IOperation collection) =>
        collection.WithoutConversion()
            is IInvocationOperation
            {
                TargetMethod: { Name: "GetItems", ContainingType.Name: nameof(Random) },
                Arguments: [{ Value: var all }, ..]
            }
            ? all.WithoutConversion()
            : collection;

    private static IFieldSymbol? FieldOf(IOperation collection) =>
        collection is IFieldReferenceOperation { Field.OriginalDefinition: var field } ? field : null;

    private static bool IsImmutable(ITypeSymbol type) => s_immutable.Contains(type.Name);

    private static bool HoldsConstants(IFieldSymbol field, SourceScope scope) =>
        !scope.IsTooCommonToFindWrites(field)
        && !scope.Writes(field).Any()
        && field.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax(scope.Cancellation)
            is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: { } value }
        && scope.ValueOf(value) is { } made
        && AreConstants(made);

    private static bool AreConstants(IOperation made)
    {
        made = made.WithoutConversion();
        return made switch
        {
            { ConstantValue: { HasValue: true, Value: string } } => true,
            IArrayCreationOperation { Initializer.ElementValues: var items } => items.All(AreConstants),
            IArrayInitializerOperation { ElementValues: var items } => items.All(AreConstants),
            _ when Collections.IsCollectionExpression(made) => Collections.ElementsOf(made).All(AreConstants),
            IObjectCreationOperation { Initializer: var initializer } creation => creation.Arguments.All(IsConstant)
                && (
                    initializer?.Initializers.All(static added => added is IInvocationOperation call && call.Arguments.All(IsConstant))
                    ?? true
                ),
            IInvocationOperation call when s_making.Contains(call.TargetMethod.Name) => (
                call.Instance is null || AreConstants(call.Instance)
            ) && call.Arguments.All(IsConstant),
            _ => false,
        };
    }

    // A comparer does not add an element.
    private static bool IsConstant(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
        || argument.Parameter?.Type.Name.Contains("Comparer") == true
        || argument.Value.ConstantValue.HasValue
        || AreConstants(argument.Value);

    // Any code that has an array or a list can change it.
    private static bool IsOnlyRead(IFieldSymbol field, SourceScope scope) =>
        !scope.IsOpen(field)
        && !scope.IsTooCommon(field)
        && !scope.IsReflectedOn(field)
        && scope.References(field).All(reference => IsRead(reference.WithConversions(), scope));

    private static bool IsRead(IOperation use, SourceScope scope) =>
        use.Parent switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference == use && !IsWritten(element),
            IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance == use && !IsWritten(element),
            IPropertyReferenceOperation { Property.Name: "Length" or "Count" } => true,
            IForEachLoopOperation loop => !loop.Locals.Any(static local => local.RefKind == RefKind.Ref),
            IInvocationOperation { TargetMethod.Name: var name } call => call.Instance == use && IsReading(name),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } => !scope.Contains(method.AsDeclared())
                && (
                    method.ContainingNamespace?.ToDisplayString() == "System.Linq"
                    || method is { ContainingType.Name: nameof(Random), Name: "GetItems" or "Shuffle" }
                    || method is { Name: "Join" or "Concat", ContainingType.SpecialType: SpecialType.System_String }
                    || (method.ContainingType.Name == nameof(Array) && IsReading(method.Name))
                ),
            INameOfOperation => true,
            _ => use.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.SpreadElementSyntax,
        };

    private static bool IsReading(string method) =>
        s_taking.Contains(method)
        || method is "Contains" or "IndexOf" or "Exists" or "Find" or "FindIndex" or "TrueForAll" or "BinarySearch";

    private static bool IsWritten(IOperation element) =>
        CollectedUses.MayWrite(element) || (element.Parent is IAssignmentOperation assignment && assignment.Target == element);
}
