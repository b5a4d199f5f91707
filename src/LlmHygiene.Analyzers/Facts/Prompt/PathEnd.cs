using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>The last part of a path: the name of its file or directory.</summary>
internal static class PathEnd
{
    private const int MaxDepth = 6;

    /// <summary>Null where it is not constant.</summary>
    public static string? Of(IOperation? path, ValueTracker values) => Of(path, values, MaxDepth);

    private static string? Of(IOperation? path, ValueTracker values, int depth)
    {
        if (path is null || depth == 0)
            return null;
        path = path.WithoutConversion();
        if (path.ConstantValue is { HasValue: true, Value: string text })
            return text.TrimEnd('/', '\\') is { Length: > 0 } trimmed ? trimmed.Substring(trimmed.LastIndexOfAny(['/', '\\']) + 1) : null;
        return path switch
        {
            // `Path.Combine(root, "Plugins", "Writer")`
            IInvocationOperation { TargetMethod: { ContainingType.Name: "Path", Name: "Combine" or "Join" }, Arguments: [.., var last] } =>
                Of(last.Value, values, depth - 1),
            IInvocationOperation { TargetMethod.ContainingType.Name: "Path", Arguments: [var first, ..] } => Of(
                first.Value,
                values,
                depth - 1
            ),
            IArrayCreationOperation { Initializer.ElementValues: [.., var last] } => Of(last, values, depth - 1),
            _ when Collections.IsCollectionExpression(path) => Of(Collections.ElementsOf(path).LastOrDefault(), values, depth - 1),
            IInterpolatedStringOperation { Parts: [.., IInterpolatedStringTextOperation end] } => Of(end.Text, values, depth - 1),
            IInterpolatedStringOperation { Parts: [.., IInterpolationOperation end] } => Of(end.Expression, values, depth - 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Of(sum.RightOperand, values, depth - 1),
            _ => values.Trace(path).Origins is [{ Operation: var origin }] && origin.Syntax != path.Syntax
                ? Of(origin, values, depth - 1)
                : null,
        };
    }
}
