using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>Switches and environment variables that the program sets for itself.</summary>
internal static class ProcessSettings
{
    public const string SetSwitch = "SetSwitch";
    public const string SetEnvironmentVariable = "SetEnvironmentVariable";

    /// <summary>The names that are set anywhere in the compilation, as far as they are constants.</summary>
    public static IEnumerable<string> In(SourceScope scope) =>
        scope.Invocations(SetSwitch).Concat(scope.Invocations(SetEnvironmentVariable)).Select(NameSetBy).OfType<string>();

    /// <summary>The constant name that a call sets; null for any other call.</summary>
    public static string? NameSetBy(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.Name is not (SetSwitch or SetEnvironmentVariable) || invocation.Arguments.Length < 2)
            return null;
        return
            method.ContainingType
                is {
                    Name: "AppContext" or "Environment",
                    ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
                }
            ? invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.ConstantValue.Value as string
            : null;
    }
}
