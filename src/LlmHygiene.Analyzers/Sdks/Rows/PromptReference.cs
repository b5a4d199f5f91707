using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>What an attribute states about a prompt: the attribute of a generated class, or <c>[Prompt]</c> on a method.</summary>
internal sealed record PromptReference(string Name, string Version, string? ModelId, int? MaxOutputTokens)
{
    /// <param name="model">The name of the attribute's property for the model.</param>
    /// <returns>Null when the attribute names no prompt.</returns>
    public static PromptReference? Read(AttributeData attribute, string model) =>
        attribute.ConstructorArguments is [{ Value: string name }, { Value: string version }]
            ? new PromptReference(name, version, Named(attribute, model) as string, Named(attribute, RuntimeTypes.OutputLimit) as int?)
            : null;

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name)
                return argument.Value.Value;
        return null;
    }
}
