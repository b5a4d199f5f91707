using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds the prompt of a generated class, or the prompt that a call executes.</summary>
internal static class GeneratedPromptReader
{
    /// <summary>Null for a type that the generator did not emit.</summary>
    public static PromptReference? Of(ITypeSymbol? type, KnownTypes known)
    {
        if (type is null)
            return null;
        foreach (var attribute in type.GetAttributes())
        {
            if (
                SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.GeneratedPromptAttribute)
                && PromptReference.Read(attribute, LlmHygieneSdk.GeneratedPromptModel) is { } prompt
            )
                return prompt;
        }

        return null;
    }

    /// <summary>The prompt that the call executes; null for a call of an SDK.</summary>
    public static PromptReference? Of(SdkCall call, KnownTypes known) => call.DeclaredPrompt ?? Of(call.PromptObject?.Type, known);

    /// <summary>True for a call that executes a prompt object whose name, version and model are known at run time only.</summary>
    public static bool IsUnknown(SdkCall call, KnownTypes known) => call.PromptObject is { } prompt && Of(prompt.Type, known) is null;
}
