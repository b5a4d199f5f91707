using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// A property of an object that the code makes here: serializers and configuration binders, which may set the properties of any object that
// they make, do not set this one.
internal sealed partial class ValueTracker
{
    // Objects in objects: more than hand-written code has.
    private const int MaxInstances = 4;

    private int _instances;

    // False for a property whose object is not seen to be made, or may be changed by code that is not visible.
    private bool VisitInstance(IPropertyReferenceOperation reference, Walk walk, int element)
    {
        if (
            !_followMembers
            || _catalog.Level <= HygieneLevel.V0_1
            || reference is not { Instance: { } instance, Property: { IsIndexer: false, RefKind: RefKind.None } property }
            || instance is IInstanceReferenceOperation
            || !MayBeMadeHere(property.OriginalDefinition)
            || _instances >= MaxInstances
        )
            return false;
        _instances++;
        var inner = walk.Inner();
        var isKnown = VisitMember(instance, property, inner, element, MaxInstances);
        _instances--;
        walk.Steps = inner.Steps;
        if (!isKnown || inner.Origins.Any(static origin => origin.Kind == OriginKind.Other))
            return false;
        walk.Take(inner);
        return true;
    }

    // Any other property is only set by code that is seen.
    private bool MayBeMadeHere(IPropertySymbol property) =>
        property.ContainingType is { IsAnonymousType: true } or { Name: "KeyValuePair" or "Tuple" }
        || property.SetMethod is { DeclaredAccessibility: not Accessibility.Private } && _scope.Contains(property);

    private bool VisitMember(IOperation instance, IPropertySymbol property, Walk walk, int element, int depth)
    {
        var origins = Trace(instance).Origins;
        if (origins.Count == 0 || depth == 0)
            return false;
        foreach (var origin in origins)
        {
            var made = origin.Operation;
            if (MadeValue(made, property) is { } value)
                Visit(value, walk, element);
            else if (made is IWithOperation { Operand: var original } copy && property.SetMethod is null or { IsInitOnly: true })
            {
                if (SetIn(copy.Initializer, property) is { } changed)
                    Visit(changed, walk, element);
                else if (!VisitMember(original, property, walk, element, depth - 1))
                    return false;
            }
            else if (made is not IObjectCreationOperation creation || !VisitCreated(creation, instance, property, walk, element))
                return false;
        }

        return true;
    }

    // What the members of an object of the compiler or of .NET that cannot be changed are made with.
    private static IOperation? MadeValue(IOperation made, IPropertySymbol property) =>
        made switch
        {
            IAnonymousObjectCreationOperation { Initializers: var members } => members
                .OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(member => member.Target is IPropertyReferenceOperation { Property.Name: var name } && name == property.Name)
                ?.Value,
            IObjectCreationOperation { Type.Name: "KeyValuePair" or "Tuple", Arguments: var arguments } => Given(arguments, property.Name),
            IInvocationOperation
            {
                TargetMethod:
                { Name: "Create", ContainingType: { Name: "KeyValuePair" or "Tuple", ContainingNamespace.Name: "System" or "Generic" } },
                Arguments: var arguments
            } => Given(arguments, property.Name),
            _ => null,
        };

    private static IOperation? Given(IEnumerable<IArgumentOperation> arguments, string member) =>
        arguments.FirstOrDefault(argument => string.Equals(argument.Parameter?.Name, member, StringComparison.OrdinalIgnoreCase))?.Value;

    private static IOperation? SetIn(IObjectOrCollectionInitializerOperation? initializer, IPropertySymbol property) =>
        initializer
            ?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(part =>
                part.Target is IPropertyReferenceOperation { Property: var set }
                && SymbolEqualityComparer.Default.Equals(set.OriginalDefinition, property.OriginalDefinition)
            )
            ?.Value;

    private bool VisitCreated(IObjectCreationOperation creation, IOperation instance, IPropertySymbol property, Walk walk, int element)
    {
        property = property.OriginalDefinition;
        if (
            !_scope.Contains(property)
            || property is { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true }
            || InjectedProperty.Is(property)
            || _scope.IsReflectedOn(property)
            || HasOwnAccessor(property)
            || !HasNoConstructor(creation.Type)
            || _scope.IsTooCommonToFindWrites(property)
        )
            return false;
        if (property.SetMethod is null or { IsInitOnly: true })
        {
            // An accessor of another property may set this one.
            if (!_scope.Writes(property).All(IsInInitializer))
                return false;
        }
        else
        {
            var tracked = new ObjectTracker(this, _catalog).Track(instance);
            if (tracked is { IsUnknown: true } or { Bindings.Count: > 0 })
                return false;
            foreach (var written in tracked.WritesTo(property.Name))
                if (written.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out })
                    return false;
                else
                    Visit(written, walk, element);
        }

        if (SetIn(creation.Initializer, property) is { } set)
        {
            Visit(set, walk, element);
            return true;
        }

        if (InitialOf(creation, property) is not var (initial, isOfRecord))
            walk.Add(new(OriginKind.Null, creation));
        // A record hands its values out without naming its properties: what is done to an object is not seen.
        else if (isOfRecord && !IsImmutable(property.Type))
            return false;
        else
            Visit(initial, walk, element);
        return true;
    }

    private static bool IsInInitializer(IOperation write) =>
        write.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation };

    private bool IsImmutable(ITypeSymbol type) =>
        type is { SpecialType: SpecialType.System_String } or { IsValueType: true } or { TypeKind: TypeKind.Delegate }
        || _catalog.IsClient(type);

    /// <summary>False for a property whose accessors the compiler writes.</summary>
    public static bool HasOwnAccessor(IPropertySymbol property) =>
        (property.GetMethod is { } getter && HasBody(getter)) || (property.SetMethod is { } setter && HasBody(setter));

    // A constructor with code of its own may set the property.
    private bool HasNoConstructor(ITypeSymbol? created)
    {
        for (var type = created; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (!_scope.Contains(type.OriginalDefinition))
                return false;
            foreach (var constructor in ((INamedTypeSymbol)type.OriginalDefinition).InstanceConstructors)
                if (constructor.DeclaringSyntaxReferences.Any(static declared => declared.GetSyntax() is ConstructorDeclarationSyntax))
                    return false;
        }

        return created is INamedTypeSymbol;
    }

    // The initializer of the property, or the argument for the parameter of a record that declares it.
    private (IOperation Value, bool IsOfRecord)? InitialOf(IObjectCreationOperation creation, IPropertySymbol property)
    {
        foreach (var declared in property.DeclaringSyntaxReferences)
        {
            switch (declared.GetSyntax())
            {
                case PropertyDeclarationSyntax { Initializer.Value: { } value } when _scope.ValueOf(value) is { } initial:
                    return (initial, false);
                case ParameterSyntax
                    when creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == property.Name) is { Value: var given }:
                    return (given, true);
            }
        }

        return null;
    }
}
