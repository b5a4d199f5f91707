using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

// What a number is after `options.MaxOutputTokens += 100;`, where each write runs once, and in a known order.
internal sealed partial class OverwrittenWrites
{
    /// <summary>
    /// Without the writes that compute a number out of the number before, where that is always null: <c>null + 100</c> is null.
    /// </summary>
    public static IReadOnlyList<IOperation> WithoutComputedNulls(IReadOnlyList<IOperation> writes, ValueTracker values)
    {
        var others = writes.Where(static write => !IsComputed(write)).ToList();
        return
            others.Count < writes.Count
            && writes.All(static write => !IsComputed(write) || IsLifted(write))
            && others.TrueForAll(write => values.TraceConstant(write).IsAlwaysNull)
            ? others
            : writes;
    }

    /// <summary>The number after all writes; null where it is not known, and where no write computes one.</summary>
    /// <param name="writes">Everything that is written to the member.</param>
    /// <param name="options">The argument of the call that the object is.</param>
    public static Computed? ResultOf(
        IReadOnlyList<IOperation> writes,
        TrackedObject tracked,
        IOperation options,
        IInvocationOperation call,
        ValueTracker values
    )
    {
        if (
            !writes.Any(IsComputed)
            || tracked is not { Creations: [var creation], MayBeNull: false, IsUnknown: false, Invocations.Count: 0, Bindings.Count: 0 }
        )
            return null;
        var order = new OverwrittenWrites(values.Scope, creation);
        return order.Follow(options, call.Syntax) && order.InOrder(writes) is { } all ? Result(all, values) : null;
    }

    /// <summary>A number that writes compute.</summary>
    /// <param name="Value">Null where it is null in the end.</param>
    internal sealed record Computed(long? Value);

    // True for `x.Member += 5` and `x.Member++`.
    private static bool IsComputed(IOperation write) => write is ICompoundAssignmentOperation or IIncrementOrDecrementOperation;

    private static bool IsLifted(IOperation write) =>
        write
            is ICompoundAssignmentOperation { IsLifted: true, OperatorMethod: null }
                or IIncrementOrDecrementOperation { IsLifted: true, OperatorMethod: null };

    // Null where one of them may not run, or may run twice.
    private IReadOnlyList<IOperation>? InOrder(IReadOnlyList<IOperation> writes)
    {
        var function = Functions.Around(_creation.Syntax);
        var placed = new List<(IOperation Write, int Start)>();
        foreach (var write in writes)
        {
            if (write.Syntax.IsWithin(_creation.Syntax))
            {
                placed.Add((write, -1));
                continue;
            }

            if (
                PlaceOf(write) is not { IsAlways: true } place
                || place.Function != function
                || !IsAfterCreation(place)
                || IsRepeated(place.Node)
            )
                return null;
            placed.Add((write, place.Node.SpanStart));
        }

        placed.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        for (var i = 1; i < placed.Count; i++)
            if (placed[i - 1].Start == placed[i].Start)
                return null;
        return placed.ConvertAll(static one => one.Write);
    }

    // A loop that does not make the object anew.
    private bool IsRepeated(SyntaxNode node) =>
        node.Ancestors().Any(outer => outer.IsLoop() && !outer.Span.Contains(_creation.Syntax.Span));

    private static Computed? Result(IReadOnlyList<IOperation> writes, ValueTracker values)
    {
        long? result = null;
        foreach (var write in writes)
        {
            if (write is IIncrementOrDecrementOperation { OperatorMethod: null, Kind: var kind })
            {
                result += kind == OperationKind.Increment ? 1 : -1;
            }
            else
            {
                var operand = write is ICompoundAssignmentOperation { Value: var right } ? right : write;
                if (!TryRead(operand, values, out var value))
                    return null;
                switch (write)
                {
                    case ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Add }:
                        result += value;
                        break;
                    case ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Subtract }:
                        result -= value;
                        break;
                    case ICompoundAssignmentOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Multiply }:
                        result *= value;
                        break;
                    case ICompoundAssignmentOperation:
                        return null;
                    case { Parent: ICoalesceAssignmentOperation }:
                        result ??= value;
                        break;
                    default:
                        result = value;
                        break;
                }
            }

            // What does not fit starts again at the other end, or throws.
            if (result is < int.MinValue or > int.MaxValue)
                return null;
        }

        return new Computed(result);
    }

    // A constant number, or null.
    private static bool TryRead(IOperation operand, ValueTracker values, out long? value)
    {
        value = null;
        var trace = values.TraceConstant(operand);
        if (trace.IsAlwaysNull)
            return true;
        if (
            !trace.Origins.All(static origin => origin.Kind == OriginKind.Constant)
            || !int.TryParse(trace.SingleConstant, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        )
            return false;
        value = number;
        return true;
    }
}
