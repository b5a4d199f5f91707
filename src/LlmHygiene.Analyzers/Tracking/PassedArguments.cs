using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What a call passes for the parameters of its method.</summary>
internal static class PassedArguments
{
    /// <summary>The argument for a parameter. Null where there is none, and for a reference that is not a call.</summary>
    public static IArgumentOperation? ArgumentFor(this IOperation call, IParameterSymbol parameter) =>
        ValueTracker.ArgumentsOf(call) is { IsDefault: false } arguments
            ? arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)
            : null;
}
