using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>Calls that fill an object from the configuration: the values of its members, and nothing in its dictionaries of tags.</summary>
internal static class ConfigurationBinding
{
    public static bool Is(IMethodSymbol method) =>
        method.ContainingType?.Name == ConfigurationSdk.Binder && ConfigurationSdk.Binding.Contains(method.Name);
}
