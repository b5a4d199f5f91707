using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Members of extension blocks (C# 14). The compiler also declares them as static methods of the class around the block.</summary>
internal static class ExtensionBlocks
{
    /// <summary>True for a type that is an extension block. The parameter of the block belongs to it.</summary>
    public static bool Is(ISymbol? type) => type is INamedTypeSymbol { Name.Length: 0, IsAnonymousType: false, ContainingType: not null };

    /// <summary>
    /// The static method behind a method of an extension block, with the receiver as its first parameter; for any other method its own
    /// declaration. Null where it is not found, or another block of the class has a method that looks the same.
    /// </summary>
    public static IMethodSymbol? Declaration(IMethodSymbol method)
    {
        var declared = method.AsDeclared();
        var around = declared.ContainingType.OutOfExtensionBlock();
        if (SymbolEqualityComparer.Default.Equals(around, declared.ContainingType))
            return declared;
        var behind = around.GetMembers(method.Name).OfType<IMethodSymbol>().Where(one => IsBehind(one, declared)).Take(2).ToList();
        return behind.Count == 1 ? behind[0] : null;
    }

    // The type parameters are others of the same name.
    private static bool IsBehind(IMethodSymbol candidate, IMethodSymbol method)
    {
        var receivers = method.IsStatic ? 0 : 1;
        return candidate.IsStatic
            && candidate.TypeParameters.Length == method.ContainingType.TypeParameters.Length + method.TypeParameters.Length
            && candidate
                .Parameters.Skip(receivers)
                .Select(static one => one.Type.ToDisplayString())
                .SequenceEqual(method.Parameters.Select(static one => one.Type.ToDisplayString()));
    }
}
