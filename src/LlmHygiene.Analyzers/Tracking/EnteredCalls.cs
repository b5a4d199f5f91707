using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The calls of methods of the project that a tracker has entered to see what they return.</summary>
internal sealed class EnteredCalls
{
    private readonly Dictionary<IMethodSymbol, HashSet<SyntaxNode>> _calls = new(SymbolEqualityComparer.Default);

    public bool IsEmpty => _calls.Count == 0;

    public void Add(IInvocationOperation call)
    {
        var method = call.TargetMethod.AsDeclared();
        if (method.Parameters.IsEmpty)
            return;
        if (!_calls.TryGetValue(method, out var calls))
            _calls.Add(method, calls = []);
        calls.Add(call.Syntax);
    }

    /// <summary>The calls of a method that were entered; null for a method that was not.</summary>
    public HashSet<SyntaxNode>? Of(IMethodSymbol method) => _calls.TryGetValue(method, out var calls) ? calls : null;

    /// <summary>True when all these calls were entered here, too.</summary>
    public bool ContainsAll(EnteredCalls others)
    {
        foreach (var other in others._calls)
            if (!_calls.TryGetValue(other.Key, out var calls) || !calls.IsSupersetOf(other.Value))
                return false;
        return true;
    }

    /// <summary>Only the calls of some methods.</summary>
    public EnteredCalls Where(Func<IMethodSymbol, bool> isKept)
    {
        var kept = new EnteredCalls();
        foreach (var pair in _calls)
            if (isKept(pair.Key))
                kept._calls.Add(pair.Key, pair.Value);
        return kept;
    }
}
