using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>What a call returns: a whole response, or a stream of chunks.</summary>
internal static class StreamResult
{
    private const string AsyncStream = "IAsyncEnumerable";
    private const string Tasks = "System.Threading.Tasks";
    private const string Collections = "System.Collections.Generic";

    /// <summary>True for <c>Task</c> and <c>ValueTask</c>, with or without a result.</summary>
    public static bool IsTask(ITypeSymbol type) => type is { Name: "Task" or "ValueTask" } && IsIn(type, Tasks);

    /// <summary>The result of a task; any other type itself.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type) =>
        IsTask(type) && type is INamedTypeSymbol { TypeArguments: [var result] } ? result : type;

    /// <summary>True for <c>IAsyncEnumerable</c> itself.</summary>
    public static bool IsInterface(ITypeSymbol type) => type.Name == AsyncStream && IsIn(type, Collections);

    /// <summary>
    /// True for what yields its chunks while it is read. A class that can only be read synchronously is a stream unless it knows how many
    /// items it has.
    /// </summary>
    public static bool IsStream(ITypeSymbol type) =>
        IsInterface(type)
        || type.AllInterfaces.Any(IsInterface)
        || type.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || (
            type.SpecialType != SpecialType.System_String
            && type.AllInterfaces.Any(static one =>
                one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            )
            && !type
                .AllInterfaces.Append(type)
                .Any(static one =>
                    one.OriginalDefinition.SpecialType
                        is SpecialType.System_Collections_Generic_ICollection_T
                            or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
                )
            && type is not IArrayTypeSymbol
        );

    /// <summary>The type of the chunks of a stream.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) =>
        (IsInterface(type) ? type : type.AllInterfaces.FirstOrDefault(IsInterface)) is INamedTypeSymbol { TypeArguments: [var element] }
            ? element
        : type.AllInterfaces.FirstOrDefault(static one =>
            one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        )
            is { TypeArguments: [var item] }
            ? item
        : null;

    private static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
