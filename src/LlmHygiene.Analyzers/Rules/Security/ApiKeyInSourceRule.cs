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

    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        id: RuleIds.ApiKeyInSource,
        title: "An API key is written in the source",
        message: "'{0}' is an API key{1} in the source: revoke it, and read it from the environment ({2}), user secrets or a key vault",
        category: Descriptors.SecurityCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Everybody who can read the repository, or any copy of it, can use the key, and removing it later does not remove it "
            + "from the history: only revoking it helps. CWE-798: Use of Hard-coded Credentials.",
        tags: Descriptors.CweTag + "798"
    );

    /// <param name="masked">The first characters of the key: a build log must not contain the rest.</param>
    public static Diagnostic Report(string masked, string? provider, Location place)
    {
        var variable = ApiKeyShapes.VariableOf(provider);
        return Diagnostic.Create(
            Descriptor,
            place,
            ImmutableDictionary<string, string?>.Empty.Add(Variable, variable),
            masked,
            provider is null ? "" : " of " + provider,
            variable
        );
    }
}
