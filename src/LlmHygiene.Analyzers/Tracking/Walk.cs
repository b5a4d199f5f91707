using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>One search for what a value can come from.</summary>
internal sealed class Walk
{
    /// <summary>Used instead of a position in a tuple: the value itself.</summary>
    public const int Whole = -1;

    private readonly List<Origin> _origins = [];
    private readonly HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);
    private readonly HashSet<Container> _containers = new(ContainerComparer.Instance);
    private readonly HashSet<Container> _entered = new(ContainerComparer.Instance);
    private readonly HashSet<VisitedValue> _visited = [];

    private readonly Dictionary<ISymbol, IOperation> _copied = new(SymbolEqualityComparer.Default);

    public IReadOnlyList<Origin> Origins => _origins;

    public IReadOnlyCollection<ISymbol> Holders => _holders;

    public int Steps { get; set; }

    public bool SeeksConstant { get; init; }

    /// <summary>A search for a part of the result, which may be given up. It does not follow what this one has followed.</summary>
    public Walk Inner()
    {
        var inner = new Walk
        {
            Steps = Steps,
            SeeksConstant = SeeksConstant,
            Copy = Copy,
        };
        inner._visited.UnionWith(_visited);
        inner._entered.UnionWith(_entered);
        return inner;
    }

    /// <summary>Adds what such a search has found.</summary>
    public void Take(Walk inner)
    {
        foreach (var origin in inner._origins)
            Add(origin);
        _holders.UnionWith(inner._holders);
        _containers.UnionWith(inner._containers);
        _visited.UnionWith(inner._visited);
        _entered.UnionWith(inner._entered);
        foreach (var copy in inner._copied)
            if (!_copied.ContainsKey(copy.Key))
                _copied.Add(copy.Key, copy.Value);
    }

    /// <summary>True when no further origin can change the result.</summary>
    public bool IsDecided { get; private set; }

    public TrackedValue Result => new(_origins, _holders, _containers, _visited, _copied);

    public void Add(Origin origin)
    {
        _origins.Add(origin);
        IsDecided |= SeeksConstant && origin.Kind is not (OriginKind.Null or OriginKind.Constant);
    }

    /// <summary>False for an operation that was visited before.</summary>
    /// <param name="element">The requested position in a tuple, or <see cref="Whole"/>.</param>
    public bool Visit(IOperation value, int element) => _visited.Add(KeyOf(value, element));

    /// <summary>What an operation is remembered under: several can have the same syntax.</summary>
    public static VisitedValue KeyOf(IOperation value, int element) => new(value.Syntax, value.Kind, element);

    /// <summary>False for a variable that was followed before.</summary>
    /// <param name="element">The requested position in a tuple, or <see cref="Whole"/>.</param>
    public bool Enter(ISymbol variable, int element)
    {
        if (!_entered.Add(new Container(variable, element)))
            return false;
        if (element == Whole)
            AddHolder(variable);
        else
            _containers.Add(new Container(variable, element));
        return true;
    }

    /// <summary>Adds a variable that is given the value on its way, but need not be followed to know where the value comes from.</summary>
    public void AddHolder(ISymbol variable)
    {
        if (_holders.Add(variable) && Copy is not null)
            _copied.Add(variable, Copy);
    }

    /// <summary>The call that copies what is followed now: its variables hold the original, not the value that is searched.</summary>
    public IOperation? Copy { get; set; }

    /// <summary>Adds a variable with a tuple or lazy value that contains the value.</summary>
    public void AddContainer(ISymbol variable, int element) => _containers.Add(new Container(variable, element));

    private sealed class ContainerComparer : IEqualityComparer<Container>
    {
        public static readonly ContainerComparer Instance = new();

        public bool Equals(Container x, Container y) => x.Element == y.Element && SymbolEqualityComparer.Default.Equals(x.Symbol, y.Symbol);

        public int GetHashCode(Container obj) => (SymbolEqualityComparer.Default.GetHashCode(obj.Symbol) * 31) + obj.Element;
    }
}
