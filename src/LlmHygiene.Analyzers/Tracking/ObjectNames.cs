using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The names through which an object can be reached: variables, and members that return it.</summary>
internal sealed class ObjectNames(SourceScope scope, TrackedObject tracked)
{
    private readonly HashSet<ISymbol> _known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _entered = new(SymbolEqualityComparer.Default);
    private readonly Queue<IReadOnlyList<ISymbol>> _certain = new();
    private readonly Queue<IReadOnlyList<ISymbol>> _open = new();

    /// <summary>
    /// The next name: one symbol, and the members that are called through it. Null when there are no more. Names that stand for no other
    /// object come first.
    /// </summary>
    public IReadOnlyList<ISymbol>? Next()
    {
        tracked.IsCertain = _certain.Count > 0;
        return tracked.IsCertain ? _certain.Dequeue()
            : _open.Count > 0 ? _open.Dequeue()
            : null;
    }

    /// <summary>False for a collection, or for a lambda that returns the object, that was looked at before.</summary>
    public bool Enter(ISymbol holder) => _entered.Add(holder);

    /// <summary>Adds a name; if not all its uses are visible, the object is unknown.</summary>
    public void Add(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (!_known.Add(symbol))
            return;
        switch (symbol)
        {
            case ILocalSymbol:
            case IParameterSymbol:
            case IFieldSymbol when IsShown(symbol):
                Queue(symbol).Enqueue([symbol]);
                break;
            case IPropertySymbol { IsIndexer: false, SetMethod: var setter } when setter is null || !ValueTracker.HasBody(setter):
            case IMethodSymbol
            {
                MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation
            }:
                AddMember(symbol);
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    /// <summary>Adds the member that returns the object.</summary>
    public void AddOwnerOf(IReturnOperation returned)
    {
        switch (returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart))
        {
            case IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property }
                when returned.Kind == OperationKind.Return:
                Add(property);
                break;
            case IMethodSymbol method when returned.Kind == OperationKind.Return:
                Add(method);
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    private void AddMember(ISymbol member)
    {
        var callable = scope.WithAbstractions(member);
        if (callable.All(IsShown))
            foreach (var group in callable.GroupBy(static symbol => symbol.Name, StringComparer.Ordinal))
                Queue(member).Enqueue([.. group]);
        else
            tracked.MarkUnknown();
    }

    // A variable that is given other objects too may stand for one of these, unless it is on the way of the object.
    private Queue<IReadOnlyList<ISymbol>> Queue(ISymbol symbol) =>
        tracked.IsCertain
        && (
            tracked.Way.Contains(symbol, SymbolEqualityComparer.Default)
            || symbol is IMethodSymbol
            || (symbol is ILocalSymbol or IParameterSymbol && !scope.Writes(symbol).Any())
        )
            ? _certain
            : _open;

    private bool IsShown(ISymbol symbol) => scope.Contains(symbol) && !scope.IsOpen(symbol) && !scope.IsReflectedOn(symbol);
}
