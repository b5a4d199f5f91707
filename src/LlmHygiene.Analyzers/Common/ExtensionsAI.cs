using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>
/// The types of Microsoft.Extensions.AI of which generated code and signatures of <c>[Prompt]</c> methods are made. They are
/// compared by name, because two packages may declare them. What else is known of the library is in its SDK table.
/// </summary>
internal static class ExtensionsAI
{
    public const string Namespace = "Microsoft.Extensions.AI";
    public const string ChatClient = "IChatClient";
    public const string ChatMessage = "ChatMessage";
    public const string ChatRole = "ChatRole";
    public const string ChatResponse = "ChatResponse";
    public const string ChatResponseUpdate = "ChatResponseUpdate";

    /// <summary>True for the type of Microsoft.Extensions.AI that has this name.</summary>
    public static bool Is(ITypeSymbol type, string name) => Is(type, Namespace, name);

    public static bool Is(ITypeSymbol type, string space, string name) =>
        type.Name == name && type.ContainingNamespace?.ToDisplayString() == space;

    /// <summary>True for <c>IChatClient</c> and the types that implement it.</summary>
    public static bool IsChatClient(ITypeSymbol type) => IsInterface(type) || type.AllInterfaces.Any(IsInterface);

    private static bool IsInterface(ITypeSymbol type) => Is(type, ChatClient);
}
