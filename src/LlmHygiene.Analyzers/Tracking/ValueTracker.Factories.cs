using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// Values that come out of a factory have the arguments of the calls through which they came.
internal sealed partial class ValueTracker
{
    // Where it is not null: the only calls of these methods through which values come.
    private EnteredCalls? _only;

    /// <summary>The calls that were entered so far.</summary>
    public EnteredCalls Entered { get; } = new();

    /// <summary>The same, where values come out of these methods through these calls only.</summary>
    public ValueTracker Through(EnteredCalls calls) =>
        new(_scope, _catalog, _followCallers, _followReturns, _followMembers) { _only = calls };

    // Calls of the method that are not among those through which the value comes. A call through an interface has another symbol.
    private HashSet<SyntaxNode>? OnlyCalls(IMethodSymbol method, IEnumerable<IOperation> sites)
    {
        if (_only?.Of(method) is not { } only)
            return null;
        foreach (var site in sites)
            if (
                site is not IInvocationOperation { TargetMethod: var target }
                || !SymbolEqualityComparer.Default.Equals(target.AsDeclared(), method)
            )
                return null;
        return only;
    }
}
