using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Types of Microsoft.Extensions.AI, by name: two packages may declare them.</summary>
internal static class ExtensionsAI
{
    public const string Namespace = "Microsoft.Extensions.AI";

    public static bool Is(ITypeSymbol type, string space, string name) =>
        type.Name == name && type.ContainingNamespace?.ToDisplayString() == space;

    /// <summary>True for <c>IChatClient</c> and what implements it.</summary>
    public static bool IsChatClient(ITypeSymbol type) => IsInterface(type) || type.AllInterfaces.Any(IsInterface);

    private static bool IsInterface(ITypeSymbol type) => Is(type, Namespace, "IChatClient");
}
