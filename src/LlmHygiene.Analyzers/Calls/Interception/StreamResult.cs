using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>What a call returns: a whole response, or a stream of chunks.</summary>
internal static class StreamResult
{
    private const string AsyncStream = "IAsyncEnumerable";
    private const string Collections = "System.Collections.Generic";

    /// <summary>The result of a task; any other type itself.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type) =>
        type.IsTask() && type is INamedTypeSymbol { TypeArguments: [var result] } ? result : type;

    /// <summary>True for <c>IAsyncEnumerable</c> itself.</summary>
    public static bool IsAsyncInterface(ITypeSymbol type) => type.Name == AsyncStream && IsIn(type, Collections);

    /// <summary>True for one of the interfaces of streams itself: a stream of it can be replaced by any other.</summary>
    public static bool IsInterface(ITypeSymbol type) => IsAsyncInterface(type) || IsSequence(type);

    /// <summary>
    /// True for what yields its chunks while it is read. A class that can only be read synchronously is a stream unless it knows how many
    /// items it has.
    /// </summary>
    public static bool IsStream(ITypeSymbol type) =>
        IsInterface(type)
        || type.AllInterfaces.Any(IsAsyncInterface)
        || (
            type is INamedTypeSymbol { SpecialType: not SpecialType.System_String }
            && type.AllInterfaces.Any(IsSequence)
            && !IsCollection(type)
            && !type.AllInterfaces.Any(IsCollection)
        );

    /// <summary>The interface through which the chunks of a stream are read.</summary>
    public static INamedTypeSymbol? InterfaceOf(ITypeSymbol type) =>
        IsInterface(type)
            ? (INamedTypeSymbol)type
            : type.AllInterfaces.FirstOrDefault(IsAsyncInterface) ?? type.AllInterfaces.FirstOrDefault(IsSequence);

    /// <summary>The type of the chunks of a stream.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => InterfaceOf(type)?.TypeArguments[0];

    private static bool IsSequence(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private static bool IsCollection(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType
            is SpecialType.System_Collections_Generic_ICollection_T
                or SpecialType.System_Collections_Generic_IReadOnlyCollection_T;

    private static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
