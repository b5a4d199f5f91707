using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>Every type that an interceptor of a method has to name: receiver, parameters, result, constraints and their parts.</summary>
/// <param name="method">The declaration of the method.</param>
internal sealed class SignatureTypes(IMethodSymbol method)
{
    private const string RefStructs = "allows ref struct";

    private static readonly SymbolDisplayFormat s_withConstraints = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
    );

    public IReadOnlyList<ITypeSymbol> All
    {
        get
        {
            var found = new List<ITypeSymbol>();
            Add(method.ContainingType, found);
            Add(method.ReturnType, found);
            foreach (var parameter in method.Parameters)
                Add(parameter.Type, found);
            foreach (var parameter in TypeParameters)
            foreach (var constraint in parameter.ConstraintTypes)
                Add(constraint, found);
            return found;
        }
    }

    /// <summary>The type parameters of the types around the method, outermost first, and then its own.</summary>
    public IReadOnlyList<ITypeParameterSymbol> TypeParameters
    {
        get
        {
            var found = new List<ITypeParameterSymbol>(method.TypeParameters);
            for (var type = method.ContainingType; type is not null; type = type.ContainingType)
                found.InsertRange(0, type.TypeParameters);
            return found;
        }
    }

    public bool HasDistinctTypeParameters =>
        TypeParameters.Select(static parameter => parameter.Name).Distinct(StringComparer.Ordinal).Count() == TypeParameters.Count;

    /// <summary>False for a constraint that this version of the compiler's API cannot read.</summary>
    public bool HasKnownConstraints => method.ToDisplayString(s_withConstraints).IndexOf(RefStructs, StringComparison.Ordinal) < 0;

    private static void Add(ITypeSymbol type, List<ITypeSymbol> found)
    {
        if (found.Contains(type, SymbolEqualityComparer.Default))
            return;
        found.Add(type);
        switch (type)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType, found);
                break;
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    Add(argument, found);
                if (named.ContainingType is { } container)
                    Add(container, found);
                break;
        }
    }
}
