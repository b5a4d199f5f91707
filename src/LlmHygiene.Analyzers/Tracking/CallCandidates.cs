using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The invocations that may be calls of an SDK, by their name and their arguments. Nothing is bound.</summary>
internal static class CallCandidates
{
    /// <param name="name">One of the names of the calls in the catalog.</param>
    /// <param name="where">Selects places by syntax.</param>
    /// <param name="trees">The files to search; null for all files.</param>
    public static IEnumerable<InvocationExpressionSyntax> Named(
        string name,
        SourceScope scope,
        SdkCatalog catalog,
        Func<SimpleNameSyntax, bool>? where = null,
        ICollection<SyntaxTree>? trees = null
    ) => scope.InvocationsNamed(name, where, trees).Where(call => catalog.MightBeCall(name, call));
}
