using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The kinds of places where a value can start.</summary>
internal enum OriginKind
{
    Null,
    Constant,
    Creation,
    Invocation,

    /// <summary>The value comes from a caller that the type does not show.</summary>
    Parameter,

    /// <summary>The value cannot be followed.</summary>
    Other,
}

/// <summary>One place where a value can come from.</summary>
internal sealed record Origin(OriginKind Kind, IOperation Operation)
{
    /// <summary>The position in the tuple that the operation yields; -1 for the whole value.</summary>
    public int Element { get; init; } = -1;
}

/// <summary>A variable that does not hold the value itself, but a tuple, a lazy value or a collection that contains it.</summary>
/// <param name="Element">The position in a tuple, <see cref="LazyValue"/>, <see cref="Item"/> or <see cref="Pooled"/>.</param>
internal sealed record Container(ISymbol Symbol, int Element)
{
    /// <summary>Used instead of a position: the value that a <see cref="Lazy{T}"/> creates.</summary>
    public const int LazyValue = -2;

    /// <summary>Used instead of a position: any item of a collection.</summary>
    public const int Item = -3;

    /// <summary>Used instead of a position: what a pool hands out that the method makes.</summary>
    public const int Pooled = -4;
}

/// <summary>Everything that a value can come from, and the variables that it passes through on its way.</summary>
internal sealed class TrackedValue(
    IReadOnlyList<Origin> origins,
    IReadOnlyCollection<ISymbol> holders,
    IReadOnlyCollection<Container> containers,
    HashSet<VisitedValue> visited,
    IReadOnlyDictionary<ISymbol, IOperation> copied
)
{
    public IReadOnlyList<Origin> Origins { get; } = origins;

    public IReadOnlyCollection<ISymbol> Holders { get; } = holders;

    /// <summary>The variables with a tuple or a lazy value that the value passes through.</summary>
    public IReadOnlyCollection<Container> Containers { get; } = containers;

    /// <summary>True for an operation that the value passes through.</summary>
    public bool PassesThrough(IOperation operation) => visited.Contains(Walk.KeyOf(operation, Walk.Whole));

    /// <summary>The calls that copy the object that a variable holds; all of them for a variable that the value does not pass.</summary>
    public IEnumerable<IOperation> CopiesOf(ISymbol variable) =>
        copied.Count == 0 ? []
        : copied.TryGetValue(variable, out var copy) ? [copy]
        : Holders.Contains(variable, SymbolEqualityComparer.Default) ? []
        : copied.Values;

    public bool IsAlwaysNull => Origins.Count > 0 && Origins.All(origin => origin.Kind == OriginKind.Null);

    /// <summary>True for what is null or an empty text, wherever it comes from.</summary>
    public bool IsAlwaysNullOrEmpty => Origins.Count > 0 && Origins.All(IsNullOrEmpty);

    // `string.Empty` is no constant.
    private static bool IsNullOrEmpty(Origin origin) =>
        origin.Kind == OriginKind.Null
        || origin.Operation.ConstantValue is { HasValue: true, Value: "" }
        || origin.Operation is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    /// <summary>The constant that all origins have in common; null where they have none.</summary>
    public string? SingleConstant => Constants is [var only] ? only : null;

    /// <summary>The constants that the value is one of; null where it may be something else.</summary>
    public IReadOnlyList<string>? Constants
    {
        get
        {
            var found = new List<string>();
            foreach (var origin in Origins)
            {
                if (origin.Kind == OriginKind.Null)
                    continue;
                if (TextOf(origin) is not { } text)
                    return null;
                if (!found.Contains(text))
                    found.Add(text);
            }

            return found;
        }
    }

    private static string? TextOf(Origin origin) =>
        origin.Kind != OriginKind.Constant || origin.Operation.ConstantValue.Value is not { } value ? null
        : origin.Operation is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } member }
            ? EnumModels.IdOf(member)
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
}
