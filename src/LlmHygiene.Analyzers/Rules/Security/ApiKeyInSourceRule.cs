using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Secrets;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>An API key is written in the source, in a prompt file or in a settings file.</summary>
internal static class ApiKeyInSourceRule
{
    /// <summary>The property of the diagnostic with the environment variable that a program reads the key from.</summary>
    public const string Variable = "variable";

    /// <summary>The property with the key of the setting, where the key is a value in a settings file.</summary>
    public const string Setting = "setting";

    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        id: RuleIds.ApiKeyInSource,
        title: "An API key is written in the source",
        message: "'{0}' is an API key{1} in the source: revoke it, and {2}",
        category: Descriptors.SecurityCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Everybody who can read the repository, or any copy of it, can use the key, and removing it later does not remove it "
            + "from the history: only revoking it helps. CWE-798: Use of Hard-coded Credentials.",
        tags: Descriptors.CweTag + "798"
    );

    /// <summary>Reports a key in C# or Razor.</summary>
    /// <param name="masked">The first characters of the key: a build log must not contain the rest.</param>
    public static Diagnostic Report(string masked, string? provider, Location place)
    {
        var variable = ApiKeyShapes.VariableOf(provider);
        return Create(
            masked,
            provider,
            place,
            $"read it from the environment ({variable}), user secrets or a key vault",
            (Variable, variable)
        );
    }

    /// <summary>Reports a key in a settings file.</summary>
    /// <param name="setting">The key of the setting; null for a comment.</param>
    public static Diagnostic InSettings(string masked, string? provider, Location place, string? setting) =>
        setting is null
            ? Create(masked, provider, place, "remove it")
            : Create(
                masked,
                provider,
                place,
                $"set it with 'dotnet user-secrets set \"{setting}\" …' or the environment variable {EnvironmentNameOf(setting)}",
                (Setting, setting)
            );

    /// <summary>Reports a key in a prompt file, which needs none.</summary>
    public static Diagnostic InPrompt(string masked, string? provider, Location place) =>
        Create(masked, provider, place, "remove it from the prompt, which sends it to the model");

    // As the configuration reads it: no shell accepts a colon in a name.
    private static string EnvironmentNameOf(string setting) => setting.Replace(":", "__");

    private static Diagnostic Create(
        string masked,
        string? provider,
        Location place,
        string advice,
        params (string Name, string Value)[] properties
    ) =>
        Diagnostic.Create(
            Descriptor,
            place,
            properties.ToImmutableDictionary(static one => one.Name, static one => (string?)one.Value),
            masked,
            provider is null ? "" : " of " + provider,
            advice
        );
}
