using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>The prompt that a method declares with <c>[Prompt]</c>: calling the method sends it.</summary>
internal static class PromptAttributeReader
{
    public const string AttributeName = "PromptAttribute";
    public const string AttributeShort = "Prompt";

    /// <summary>Null for a method that does not carry the attribute.</summary>
    public static PromptReference? Of(IMethodSymbol method)
    {
        foreach (var attribute in method.OriginalDefinition.GetAttributes())
            if (
                LlmCallMarks.IsNamed(attribute.AttributeClass, AttributeName)
                && PromptReference.Read(attribute, LlmHygieneSdk.PromptModel) is { } prompt
            )
                return prompt;
        return null;
    }

    /// <summary>The row of a method that sends its prompt; null for one that only returns the messages.</summary>
    public static BoundCallRow? RowOf(IMethodSymbol method, PromptReference prompt)
    {
        if (method.ReturnType.Name == "IReadOnlyList")
            return null;
        var entry = new CallRow
        {
            Type = method.ContainingType?.MetadataName ?? "",
            Methods = ImmutableArray.Create(method.Name),
            Operation = LlmOperation.Chat,
            Client = method.Parameters.FirstOrDefault(static parameter => ExtensionsAI.IsChatClient(parameter.Type))?.Name,
        };
        return new BoundCallRow(LlmHygieneSdk.Table, entry) { Prompt = prompt };
    }
}
