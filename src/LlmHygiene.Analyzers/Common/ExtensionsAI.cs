using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>
/// The types of Microsoft.Extensions.AI that generated code and the signatures of <c>[Prompt]</c> methods use. They are compared by name,
/// because two packages may declare them. The SDK table contains everything else about the library.
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
    public static bool IsChatClient(ITypeSymbol type) => IsChatClientInterface(type) || type.AllInterfaces.Any(IsChatClientInterface);

    /// <summary>True for <c>IChatClient</c> itself.</summary>
    public static bool IsChatClientInterface(ITypeSymbol type) => Is(type, ChatClient);
}
