using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    // The methods that collection initializers, queries and interpolated strings call. No SDK table has one of them, which a test verifies.
    private static readonly string[] s_implicitNames =
    [
        "Add",
        "AppendFormatted",
        "AppendLiteral",
        "Cast",
        "GroupBy",
        "GroupJoin",
        "Join",
        "OrderBy",
        "OrderByDescending",
        "Select",
        "SelectMany",
        "ThenBy",
        "ThenByDescending",
        "Where",
    ];

    /// <summary>The names of methods that the compiler calls for code that does not name them.</summary>
    public static IReadOnlyCollection<string> ImplicitNames => s_implicitNames;

    /// <summary>True when the user has marked a method that code may call without writing its name.</summary>
    public bool MayBeCalledImplicitly => _marked is not null && Array.Exists(s_implicitNames, _marked.Names.Contains);

    /// <summary>True for a method that the user has marked, or that implements or overrides such a method.</summary>
    public bool IsMarked(IMethodSymbol method) => _marked?.Find(method.AsDeclared(), tree: null) is not null;

    /// <summary>
    /// True for a parameter of a marked method that carries a prompt, a model, options or a limit: the callers of the method are judged,
    /// not the method.
    /// </summary>
    public bool IsAskedOfCallers(IParameterSymbol parameter) =>
        _marked is not null
        && parameter.ContainingSymbol is IMethodSymbol method
        && _marked.Find(method.AsDeclared(), tree: null) is { Entry: var entry, Marked: { } marked }
        && (
            entry.Model == parameter.Name
            || entry.Options == parameter.Name
            || entry.Prompts.Contains(parameter.Name)
            || marked.Limit == parameter.Name
        );
}
