using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// Which override or implementation runs, where the code shows what the receiver is made as.
internal sealed partial class ValueTracker
{
    private const int MaxReceivers = 4;

    private int _receivers;

    // Null where the receiver may be an object of any type, or the member is not abstract or virtual.
    private IReadOnlyList<TMember>? Runs<TMember>(TMember member, IOperation? receiver)
        where TMember : class, ISymbol
    {
        if (
            _catalog.Level <= HygieneLevel.V0_1
            || receiver is null or IInstanceReferenceOperation
            || member is { IsAbstract: false, IsVirtual: false, IsOverride: false } or { IsStatic: true }
            || !_scope.Contains(member)
            || _receivers >= MaxReceivers
        )
            return null;
        _receivers++;
        var origins = Trace(receiver).Origins;
        _receivers--;
        var found = new List<TMember>();
        foreach (var origin in origins)
        {
            if (
                origin.Operation is not IObjectCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type }
                || Implementation(member, type) is not TMember { IsAbstract: false } implementation
                || !_scope.Contains(implementation.OriginalDefinition)
            )
                return null;
            var definition = (TMember)implementation.OriginalDefinition;
            if (!found.Contains(definition, SymbolEqualityComparer.Default))
                found.Add(definition);
        }

        return found.Count == 0 ? null : found;
    }

    // What the members of an extension block are called on; false where not all of that is known.
    private bool VisitReceivers(INamedTypeSymbol block, Walk walk, int element)
    {
        var any = false;
        foreach (var member in block.GetMembers())
        {
            if (member.IsStatic || member is not (IPropertySymbol or IMethodSymbol { AssociatedSymbol: null }))
                continue;
            if (_scope.IsTooCommon(member) || _scope.IsOpen(member) || _scope.IsReflectedOn(member))
                return false;
            // `E.Ask(client, text)` instead of `client.Ask(text)`
            IMethodSymbol? behind = null;
            if (member is IMethodSymbol method && (behind = ExtensionBlocks.Declaration(method)) is null)
                return false;
            foreach (var use in _scope.References(member).Concat(behind is null ? [] : _scope.References(behind)))
            {
                if (ReceiverIn(use) is not { } receiver)
                    return false;
                any = true;
                Visit(receiver, walk, element);
                if (walk.IsDecided)
                    return true;
            }
        }

        return any;
    }

    private static IOperation? ReceiverIn(IOperation use) =>
        use switch
        {
            IPropertyReferenceOperation property => property.Instance,
            IInvocationOperation call => CallReceiver.Of(call),
            _ => null,
        };

    // What a method of the project writes to a parameter that is a reference; false for any other argument.
    private bool VisitReference(IArgumentOperation argument, IOperation usage, Walk walk, int element)
    {
        if (
            !_followReturns
            || !_followMembers
            || _catalog.Level <= HygieneLevel.V0_1
            || argument is not { Parameter: { RefKind: RefKind.Ref or RefKind.Out } given, Parent: IInvocationOperation call }
            || call.TargetMethod.AsDeclared()
                is not {
                    MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction,
                    IsAbstract: false,
                    IsVirtual: false,
                    IsOverride: false,
                    IsExtern: false,
                    PartialImplementationPart: null
                } method
            || !_scope.Contains(method)
            || given.Ordinal >= method.Parameters.Length
        )
            return false;
        var parameter = method.Parameters[given.Ordinal];
        if (walk.Enter(parameter, element))
            VisitWrites(parameter, usage, walk, element);
        return true;
    }

    /// <summary><c>task.Result</c></summary>
    public static bool IsTaskResult(ISymbol member) => member.Name == "Result" && member.ContainingType.IsTask();

    /// <summary><c>lazy.Value</c></summary>
    public static bool IsLazyValue(ISymbol member) => member is { Name: "Value", ContainingType.MetadataName: "Lazy`1" };

    /// <summary>The value of a lazy value that is made with it: <c>new Lazy&lt;T&gt;(value)</c>; null for anything else.</summary>
    public static IOperation? LazyOf(IOperation made) =>
        made
            is IObjectCreationOperation
            {
                Type.MetadataName: "Lazy`1",
                Arguments: [{ Value: var value, Parameter.OriginalDefinition.Type: ITypeParameterSymbol }]
            }
            ? value
            : null;

    // A method may be called through what it overrides or implements.
    public static List<ISymbol> WithAbstractions(IMethodSymbol method)
    {
        var methods = new List<ISymbol> { method };
        if (method.MethodKind != MethodKind.Ordinary)
            return methods;
        for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
            methods.Add(current);
        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    methods.Add(member);
        }

        return methods;
    }

    private static ISymbol? Implementation(ISymbol member, INamedTypeSymbol type)
    {
        if (member.ContainingType.TypeKind == TypeKind.Interface)
            return ImplementationOfInterface(member, type) is not { } found ? null
                : found is { IsVirtual: false, IsAbstract: false, IsOverride: false } || found.ContainingType.TypeKind == TypeKind.Interface
                    ? found
                : Implementation(found.OriginalDefinition, type);
        for (var current = type; current is not null; current = current.BaseType)
            foreach (var candidate in current.GetMembers(member.Name))
                for (ISymbol? one = candidate; one is not null; one = SourceScope.Overridden(one))
                    if (SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member))
                        return candidate;
        return null;
    }

    private static ISymbol? ImplementationOfInterface(ISymbol member, INamedTypeSymbol type)
    {
        ISymbol? found = null;
        foreach (var implemented in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, member.ContainingType.OriginalDefinition))
                continue;
            // `IMaker<A>` and `IMaker<B>` in one type
            if (found is not null)
                return null;
            found = implemented
                .GetMembers(member.Name)
                .Where(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member))
                .Select(type.FindImplementationForInterfaceMember)
                .FirstOrDefault();
        }

        return found;
    }
}
