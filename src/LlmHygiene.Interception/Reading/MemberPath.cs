using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>The expression that reads a path of a row. A member that this version of the SDK does not have is not read.</summary>
internal sealed record MemberPath(string Expression, ITypeSymbol Type, bool CanBeNull)
{
    private const string CallMark = "()";

    public bool IsNumber => Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    /// <param name="value">An expression that is not null.</param>
    /// <param name="experimental">Receives the IDs under which the compiler reports the members.</param>
    public static MemberPath? Of(string value, ITypeSymbol type, string? path, ISet<string> experimental)
    {
        if (path is null)
            return null;
        var expression = value;
        var current = type;
        var canBeNull = false;
        foreach (var step in path.Split('.'))
        {
            var isCall = step.EndsWith(CallMark, StringComparison.Ordinal);
            var name = isCall ? step.Substring(0, step.Length - CallMark.Length) : step;
            if (Find(current, name, isCall) is not { } member)
                return null;
            Experimental.AddTo(experimental, member);
            expression += canBeNull ? "?." + name : "." + name;
            if (isCall)
                expression += member is IMethodSymbol { IsGenericMethod: true } ? "<object>()" : "()";
            var found = member is IPropertySymbol property ? property.Type : ((IMethodSymbol)member).ReturnType;
            if (found is ITypeParameterSymbol && member is IMethodSymbol { IsGenericMethod: true })
                found = Object(current);
            var isNullable = found.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
            current = isNullable ? ((INamedTypeSymbol)found).TypeArguments[0] : found;
            // A mocked client may leave out what cannot be null.
            canBeNull = canBeNull || isNullable || !found.IsValueType;
        }

        return new MemberPath(expression, current, canBeNull);
    }

    private static ITypeSymbol Object(ITypeSymbol type)
    {
        var current = type;
        while (current.BaseType is { } ancestor)
            current = ancestor;
        return current;
    }

    private static ISymbol? Find(ITypeSymbol type, string name, bool isCall)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (current.GetMembers(name).FirstOrDefault(member => IsReadable(member, isCall)) is { } found)
                return found;
        return type.AllInterfaces.SelectMany(one => one.GetMembers(name)).FirstOrDefault(member => IsReadable(member, isCall));
    }

    private static bool IsReadable(ISymbol member, bool isCall) =>
        !member.IsStatic
        && member.DeclaredAccessibility == Accessibility.Public
        && (
            isCall
                ? member is IMethodSymbol { Parameters.Length: 0 }
                : member is IPropertySymbol { IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public }
        );
}
