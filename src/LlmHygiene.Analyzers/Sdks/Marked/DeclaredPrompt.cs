using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Marked;

/// <summary>The prompt that a method states by <c>[Prompt]</c>: calling the method sends it.</summary>
internal sealed record DeclaredPrompt(string Name, string Version, string? ModelId, int? MaxOutputTokens)
{
    public const string AttributeName = "PromptAttribute";
    public const string AttributeShort = "Prompt";

    /// <summary>Null for a method that does not carry the attribute.</summary>
    public static DeclaredPrompt? Of(IMethodSymbol method)
    {
        foreach (var attribute in method.OriginalDefinition.GetAttributes())
        {
            if (!LlmCallMarks.IsNamed(attribute.AttributeClass, AttributeName)) continue;
            if (attribute.ConstructorArguments is not [{ Value: string name }, { Value: string version }]) continue;
            return new DeclaredPrompt(name, version, Named(attribute, "Model") as string, Named(attribute, "MaxOutputTokens") as int?);
        }

        return null;
    }

    /// <summary>The row of a method that sends its prompt; null for one that only returns the messages.</summary>
    public BoundCall? RowOf(IMethodSymbol method)
    {
        if (method.ReturnType.Name == "IReadOnlyList") return null;
        var entry = new CallEntry
        {
            Type = method.ContainingType?.MetadataName ?? "",
            Methods = ImmutableArray.Create(method.Name),
            Operation = LlmOperation.Chat,
            Client = method.Parameters.FirstOrDefault(static parameter => ExtensionsAI.IsChatClient(parameter.Type))?.Name,
        };
        return new BoundCall(LlmHygieneSdk.Table, entry) { Prompt = this };
    }

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name) return argument.Value.Value;
        return null;
    }
}
