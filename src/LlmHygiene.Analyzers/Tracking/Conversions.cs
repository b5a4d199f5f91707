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

    /// <summary>The value as it is used: after the compiler converted it, and with the parentheses around it.</summary>
    public static IOperation WithConversions(this IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value;
    }

    /// <summary>The same for a function, with the delegate that is made of it.</summary>
    public static IOperation WithDelegate(this IOperation function)
    {
        while (function.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
            function = function.Parent;
        return function;
    }
}
