using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Tools;

/// <summary>
/// Whether a library, such as another project of the solution, may add the approval: <c>services.AddOurApprovals()</c>,
/// <c>new AskingClient(client)</c>. Of a compiled library only the declarations are known: it may add one where it is given something to
/// which one can be added, and uses an SDK that has approvals. The source of a library, which an IDE has, says more.
/// </summary>
internal sealed class OutsideApprovals(SourceScope scope)
{
    // A method that is called more often is not looked at completely.
    private const int MaxPlaces = 200;

    private readonly HashSet<IAssemblySymbol> _deciding = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IAssemblySymbol> _seen = new(SymbolEqualityComparer.Default);

    public static bool MayDecide(SourceScope scope) => new OutsideApprovals(scope).Finds();

    private bool Finds()
    {
        foreach (var library in scope.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (IsFramework(library))
                continue;
            var knows = Knows(library);
            foreach (var method in MethodsOf(library.GlobalNamespace, knows))
                if (
                    (knows || ToolParts.Promises.Any(word => method.Name.IndexOf(word, StringComparison.Ordinal) >= 0))
                    && CanAdd(method)
                    && IsCalled(method)
                )
                    return true;
        }

        return false;
    }

    private static bool IsFramework(IAssemblySymbol assembly) =>
        ToolParts.Frameworks.Any(name => assembly.Name == name || assembly.Name.StartsWith(name + ".", StringComparison.Ordinal))
        || SdkAssemblies.TablesOf(assembly.Name).Length > 0;

    // Itself, or through another library.
    private bool Knows(IAssemblySymbol library)
    {
        if (!_seen.Add(library))
            return _deciding.Contains(library);
        var knows = scope.Compilation.GetMetadataReference(library) is CompilationReference { Compilation.SyntaxTrees: var trees }
            ? trees.Any(NamesDecider)
            : library.Modules.Any(static module =>
                module.ReferencedAssemblies.Any(static used => ToolParts.DecidingAssemblies.Contains(used.Name))
            );
        foreach (var module in library.Modules)
        foreach (var used in module.ReferencedAssemblySymbols)
            knows = knows || (!IsFramework(used) && Knows(used));
        if (knows)
            _deciding.Add(library);
        return knows;
    }

    private static bool NamesDecider(SyntaxTree tree) =>
        TreeNames.Of(tree) is var names && (ToolParts.Deciders.Any(names.Contains) || names.Contains(ToolParts.Approval));

    // What promises an approval without showing which types it uses is an extension method.
    private IEnumerable<IMethodSymbol> MethodsOf(INamespaceSymbol space, bool knows)
    {
        scope.Cancellation.ThrowIfCancellationRequested();
        foreach (var type in space.GetTypeMembers())
            if (knows || type.MightContainExtensionMethods)
                foreach (var member in type.GetMembers())
                    if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method)
                        yield return method;
        foreach (var inner in space.GetNamespaceMembers())
        foreach (var method in MethodsOf(inner, knows))
            yield return method;
    }

    private static bool CanAdd(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            if (
                IsExtendable(parameter.Type)
                || (
                    IsReplaceable(parameter.Type)
                    && IsReplaceable(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType)
                )
            )
                return true;
        return false;
    }

    private static bool IsExtendable(ITypeSymbol type) =>
        UnknownRegistrations.IsContainer(type)
        || ToolParts.Extendable.Any(name => type.IsOrInherits(name))
        || type is INamedTypeSymbol { Name: "IList" or "List" or "ICollection", TypeArguments: [var item] } && IsReplaceable(item);

    // `Task<IReadOnlyList<AITool>>`, `AIFunction[]`
    private static bool IsReplaceable(ITypeSymbol type) =>
        ToolParts.Replaceable.Any(name => type.IsOrInherits(name))
        || (type is IArrayTypeSymbol { ElementType: var element } && IsReplaceable(element))
        || type is INamedTypeSymbol { TypeArguments: [var only] } && IsReplaceable(only)
        || type is ITypeParameterSymbol { ConstraintTypes: var constraints } && constraints.Any(IsReplaceable);

    private bool IsCalled(IMethodSymbol method)
    {
        var isConstructor = method.MethodKind == MethodKind.Constructor;
        var places = scope.Places(isConstructor ? method.ContainingType.Name : method.Name).Take(MaxPlaces);
        return places.Any(place =>
            isConstructor
                ? place.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation
                    && scope.OperationOf(creation) is IObjectCreationOperation { Constructor: { } made }
                    && Is(made)
                : TreeNames.Reference(place) is InvocationExpressionSyntax call && scope.MethodOf(call) is { } called && Is(called)
        );

        bool Is(IMethodSymbol found) => SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, method.OriginalDefinition);
    }
}
