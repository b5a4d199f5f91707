using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What a value can start as.</summary>
internal enum OriginKind
{
    Null,
    Constant,
    Creation,
    Invocation,

    /// <summary>Comes in from a caller that the type does not show.</summary>
    Parameter,

    /// <summary>Cannot be followed.</summary>
    Other,
}

/// <summary>One place where a value can come from.</summary>
internal readonly record struct Origin(OriginKind Kind, IOperation Operation)
{
    /// <summary>The position in the tuple that the operation yields; -1 for the whole value.</summary>
    public int Element { get; init; } = -1;
}

/// <summary>Everything a value can come from, and the variables it passes through on its way.</summary>
internal sealed class TrackedValue(IReadOnlyList<Origin> origins, IReadOnlyCollection<ISymbol> holders)
{
    public IReadOnlyList<Origin> Origins { get; } = origins;

    public IReadOnlyCollection<ISymbol> Holders { get; } = holders;

    public bool IsAlwaysNull => Origins.Count > 0 && Origins.All(origin => origin.Kind == OriginKind.Null);

    /// <summary>The one constant that every origin agrees on.</summary>
    public string? SingleConstant
    {
        get
        {
            string? single = null;
            foreach (var origin in Origins)
            {
                if (origin.Kind == OriginKind.Null)
                    continue;
                if (origin.Kind != OriginKind.Constant || origin.Operation.ConstantValue.Value is not { } value)
                    return null;
                var text = origin.Operation is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } member }
                    ? EnumModels.IdOf(member)
                    : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
                if (single is not null && single != text)
                    return null;
                single = text;
            }

            return single;
        }
    }
}
