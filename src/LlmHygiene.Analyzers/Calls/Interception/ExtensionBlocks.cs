using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>Methods in extension blocks (C# 14). The compiler also declares them as static methods of the class around the block.</summary>
internal static class ExtensionBlocks
{
    /// <summary>
    /// The static method behind a method of an extension block, with the receiver as its first parameter; for any other method its own
    /// declaration. Null where it is not found.
    /// </summary>
    public static IMethodSymbol? Declaration(IMethodSymbol method)
    {
        var declared = method.AsDeclared();
        var around = declared.ContainingType.OutOfExtensionBlock();
        return SymbolEqualityComparer.Default.Equals(around, declared.ContainingType)
            ? declared
            : around.GetMembers(method.Name).OfType<IMethodSymbol>().SingleOrDefault(one => IsBehind(one, declared));
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
