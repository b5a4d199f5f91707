using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The value that an instance or extension method is called on.</summary>
internal static class CallReceiver
{
    public static IOperation? Of(IInvocationOperation call) =>
        call.Instance
        ?? (
            call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ Parameter.Ordinal: 0 } first, ..] }
                ? first.Value.WithoutConversion()
                : null
        );
}
