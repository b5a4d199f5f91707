using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Tools;

/// <summary>
/// What a tool of an MCP server says about itself, by which a host decides whether it asks: <c>ReadOnly = true</c> or
/// <c>Destructive = false</c>. The defaults promise nothing.
/// </summary>
/// <param name="Member">The name of the property.</param>
/// <param name="At">Where it is set.</param>
internal sealed record ServerToolClaim(string Member, SyntaxNode At)
{
    /// <summary>What the tool claims, as code.</summary>
    public string Text => Member == ToolParts.ReadOnly ? Member + " = true" : Member + " = false";

    /// <summary>What the claim should say.</summary>
    public string Correct => Member == ToolParts.ReadOnly ? "false" : "true";

    /// <summary>What a call does that the claim denies, in words; null for any other call.</summary>
    public string? Denies(IOperation operation, IMethodSymbol method) =>
        Member == ToolParts.ReadOnly ? SinkReader.Changes(operation, method) : SinkReader.Removes(operation, method);

    /// <summary>The claims in <c>[McpServerTool(ReadOnly = true)]</c>.</summary>
    public static IEnumerable<ServerToolClaim> In(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
            if (
                argument.NameEquals?.Name.Identifier.ValueText is { } name
                && IsClaim(name, model.GetConstantValue(argument.Expression, cancellation))
            )
                yield return new(name, argument);
    }

    /// <summary>The claims in <c>new McpServerToolCreateOptions { ReadOnly = true }</c>.</summary>
    public static IEnumerable<ServerToolClaim> In(IOperation options)
    {
        if (options.WithoutConversion() is not IObjectCreationOperation { Initializer.Initializers: var settings })
            yield break;
        foreach (var setting in settings)
            if (
                setting is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: var value }
                && IsClaim(name, value.WithoutConversion().ConstantValue)
            )
                yield return new(name, setting.Syntax);
    }

    private static bool IsClaim(string name, Optional<object?> value) =>
        value is { HasValue: true, Value: bool isSet }
        && ((name == ToolParts.ReadOnly && isSet) || (name == ToolParts.Destructive && !isSet));
}
