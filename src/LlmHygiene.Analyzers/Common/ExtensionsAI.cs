using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Types of Microsoft.Extensions.AI, by name: two packages may declare them.</summary>
internal static class ExtensionsAI
{
    public const string Namespace = "Microsoft.Extensions.AI";

    public static bool Is(ITypeSymbol type, string space, string name) =>
        type.Name == name && type.ContainingNamespace?.ToDisplayString() == space;

    /// <summary>True for <c>IChatClient</c> and what implements it.</summary>
    public static bool IsChatClient(ITypeSymbol type) => IsChatClientInterface(type) || type.AllInterfaces.Any(IsChatClientInterface);

    /// <summary>True for <c>IChatClient</c> itself.</summary>
    public static bool IsChatClientInterface(ITypeSymbol type) => Is(type, Namespace, "IChatClient");
}
