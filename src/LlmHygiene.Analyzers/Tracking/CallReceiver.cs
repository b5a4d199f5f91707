using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The value that an instance or extension method is called on, and the method that is called on a value.</summary>
internal static class CallReceiver
{
    public static IOperation? Of(IInvocationOperation call) =>
        call.Instance
        ?? (
            call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ Parameter.Ordinal: 0 } first, ..] }
                ? first.Value.WithoutConversion()
                : null
        );

    /// <summary>The method that is called on a value in the same expression, also as an extension; null for none.</summary>
    public static IInvocationOperation? NextOf(IOperation step)
    {
        var value = step.WithConversions();
        return value.Parent switch
        {
            IInvocationOperation chained when chained.Instance == value => chained,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } chained } argument
                when chained.Arguments[0] == argument => chained,
            _ => null,
        };
    }
}
