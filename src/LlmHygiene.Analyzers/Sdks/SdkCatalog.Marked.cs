using LlmHygiene.Analyzers.Sdks.UserCalls;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    private UserCallMethods? _marked;

    /// <summary>The SDKs, and the methods that the user has marked; null when there are neither.</summary>
    /// <param name="callMethodsOf">The value of <c>llmhygiene.call_methods</c> for a file.</param>
    public static SdkCatalog? Bind(Compilation compilation, Func<SyntaxTree, string?> callMethodsOf)
    {
        if (UserCallMethods.Find(compilation, callMethodsOf) is not { } marked)
            return For(compilation);
        // One of its own, as the marks are written into it.
        var catalog = Bind(compilation) ?? new SdkCatalog(compilation);
        catalog._marked = marked;
        catalog._callNames.UnionWith(marked.Names);
        catalog._promptCallNames.UnionWith(marked.Names);
        catalog._markerWords.UnionWith(marked.Names);
        return catalog;
    }

    /// <summary>True for a method that the user has marked, or that implements or overrides such a method.</summary>
    public bool IsMarked(IMethodSymbol method) => _marked?.Find(Unreduced(method), tree: null) is not null;

    /// <summary>True for a parameter of a marked method by which its callers say what they call: they are asked, not the method.</summary>
    public bool IsAskedOfCallers(IParameterSymbol parameter) =>
        _marked is not null
        && parameter.ContainingSymbol is IMethodSymbol method
        && _marked.Find(Unreduced(method), tree: null) is { Entry: var entry, Marked: { } marked }
        && (
            entry.Model == parameter.Name
            || entry.Options == parameter.Name
            || entry.Prompts.Contains(parameter.Name)
            || marked.Limit == parameter.Name
        );
}
