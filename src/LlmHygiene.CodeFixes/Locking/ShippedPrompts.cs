using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.CodeFixes.Locking;

/// <summary>
/// The versions in <c>prompts.lock</c>. They have shipped: what they send needs a new version, so no fix changes it.
/// </summary>
internal static class ShippedPrompts
{
    private const string Name = "name";
    private const string Version = "version";

    public static bool Include(PromptModel prompt, AnalyzerOptions options) =>
        PromptFileSet.Of(options).Lock.Lock.Find(prompt.Name, prompt.Version) is not null;

    /// <summary>False for a partial, and for a file whose version cannot be read.</summary>
    public static bool Include(PromptDocument file) =>
        file.Result.Model is { } prompt && Include(prompt, file.Document.Project.AnalyzerOptions);

    /// <summary>True in a <c>[Prompt]</c> whose version is locked, or is not known. False anywhere else in C#.</summary>
    public static bool Include(SyntaxNode node, SemanticModel model, AnalyzerOptions options, CancellationToken cancellation)
    {
        if (
            node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || model.GetTypeInfo(attribute, cancellation).Type?.ToDisplayString() != PromptMethodReader.Attribute
        )
            return false;
        return Text(Name, 0) is not { } name
            || Text(Version, 1) is not { } stated
            || SemanticVersion.TryParse(stated) is not { } version
            || PromptFileSet.Of(options).Lock.Lock.Find(name, version) is not null;

        string? Text(string parameter, int position) =>
            Argument(attribute, parameter, position) is { Expression: { } value }
                ? model.GetConstantValue(value, cancellation).Value as string
                : null;
    }

    private static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, string parameter, int position)
    {
        if (attribute.ArgumentList is not { Arguments: var arguments })
            return null;
        foreach (var argument in arguments)
            if (argument.NameColon?.Name.Identifier.ValueText == parameter)
                return argument;
        return position < arguments.Count && arguments[position] is { NameColon: null, NameEquals: null } positional ? positional : null;
    }
}
