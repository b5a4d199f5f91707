using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients.Configuration;

/// <summary>
/// Stands for the section that another project binds to an options class of a library: <c>{T:Shop.LlmOptions}:Model</c>. No settings file
/// has such a key; the audit replaces it by the section of each application.
/// </summary>
internal static class HostBoundOptions
{
    private const string End = "}:";

    /// <summary>The section for a class that other projects may bind; null for any other.</summary>
    /// <param name="isBound">This project binds it to a section that it is given.</param>
    public static string? SectionOf(INamedTypeSymbol options, bool isBound, SourceScope scope) =>
        scope.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && (isBound || scope.IsOpen(options))
            ? "{" + DocumentationCommentId.CreateReferenceId(options.OriginalDefinition) + "}"
            : null;

    /// <summary>
    /// The options class of a key, in the format of <see cref="DocumentationCommentId.CreateReferenceId"/>, and the key in its section;
    /// null for a key of a settings file.
    /// </summary>
    public static (string Options, string Key)? Read(string key) =>
        key.StartsWith("{", StringComparison.Ordinal) && key.IndexOf(End, StringComparison.Ordinal) is var end and > 0
            ? (key.Substring(1, end - 1), key.Substring(end + End.Length))
            : null;
}
