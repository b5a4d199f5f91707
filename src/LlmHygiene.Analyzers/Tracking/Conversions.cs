using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal static class Conversions
{
    /// <summary>The value as written, before the compiler converted it to the target type.</summary>
    public static IOperation WithoutConversion(this IOperation value)
    {
        while (value is IConversionOperation { Operand: var operand })
            value = operand;
        return value;
    }
}
