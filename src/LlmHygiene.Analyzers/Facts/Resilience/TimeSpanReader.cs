using System.Globalization;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>Reads a time that the code states.</summary>
internal static class TimeSpanReader
{
    /// <summary>
    /// The seconds; the longest where the code chooses among several, and infinite for no time-out. Null where it is not known.
    /// </summary>
    public static double? Seconds(IOperation value, ValueTracker values)
    {
        double? longest = null;
        foreach (var origin in values.Trace(value).Origins)
        {
            if (OfOrigin(origin.Operation.WithoutConversion(), values) is not { } seconds)
                return null;
            longest = Math.Max(longest ?? 0, seconds);
        }

        return longest;
    }

    private static double? OfOrigin(IOperation value, ValueTracker values) =>
        value switch
        {
            IInvocationOperation { Instance: null, TargetMethod: { ContainingType: var type, Name: var name }, Arguments: var arguments }
                when IsTimeSpan(type) => Factor(name) * Sum(arguments, values),
            IObjectCreationOperation { Type: var type, Arguments: var arguments } when IsTimeSpan(type) => OfConstructor(arguments, values),
            IFieldReferenceOperation { Field: { Name: nameof(Timeout.InfiniteTimeSpan), ContainingType.Name: nameof(Timeout) } } =>
                double.PositiveInfinity,
            IFieldReferenceOperation { Field: { Name: "MaxValue", ContainingType: var type } } when IsTimeSpan(type) =>
                double.PositiveInfinity,
            _ => null,
        };

    private static double? Factor(string method) =>
        method switch
        {
            "FromMilliseconds" => 0.001,
            "FromSeconds" => 1,
            "FromMinutes" => 60,
            "FromHours" => 3600,
            "FromDays" => 86400,
            _ => null,
        };

    // `FromMinutes(1)`; overloads with several numbers name each unit.
    private static double? Sum(IReadOnlyList<IArgumentOperation> arguments, ValueTracker values) =>
        arguments.Count == 0 || arguments.Skip(1).Any(static argument => argument.ArgumentKind != ArgumentKind.DefaultValue)
            ? null
            : Number(arguments[0].Value, values);

    private static double? OfConstructor(IReadOnlyList<IArgumentOperation> arguments, ValueTracker values)
    {
        var total = 0.0;
        foreach (var argument in arguments)
        {
            double? factor = argument.Parameter?.Name switch
            {
                "days" => 86400,
                "hours" => 3600,
                "minutes" => 60,
                "seconds" => 1,
                "milliseconds" => 0.001,
                "ticks" => 1e-7,
                _ => null,
            };
            if (factor * Number(argument.Value, values) is not { } part)
                return null;
            total += part;
        }

        return total;
    }

    /// <summary>A constant whole number; null where it is not known.</summary>
    public static int? Integer(IOperation value, ValueTracker values) => (int?)Number(value, values);

    private static double? Number(IOperation value, ValueTracker values)
    {
        var constant = value.ConstantValue is { HasValue: true, Value: { } own } ? own : values.TraceConstant(value).SingleConstant;
        return constant switch
        {
            int number => number,
            long number => number,
            double number => number,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }

    private static bool IsTimeSpan(ITypeSymbol? type) => type is { Name: "TimeSpan", ContainingNamespace.Name: "System" };
}
