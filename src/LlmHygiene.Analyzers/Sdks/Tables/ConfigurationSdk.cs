using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Microsoft.Extensions.Configuration.Binder: methods that fill an object with what the configuration says.</summary>
internal static class ConfigurationSdk
{
    /// <summary>The class of the extension methods.</summary>
    public const string Binder = "ConfigurationBinder";

    /// <summary>Those that fill an object, or make one.</summary>
    public static readonly ImmutableArray<string> Binding = ImmutableArray.Create("Bind", "Get");
}
