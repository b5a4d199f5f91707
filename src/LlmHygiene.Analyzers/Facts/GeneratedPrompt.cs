using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What the attribute on a generated prompt says of it.</summary>
internal sealed record GeneratedPrompt(string Name, string Version, string? ModelId, int? MaxOutputTokens)
{
    /// <summary>Null for a type that the generator did not write.</summary>
    public static GeneratedPrompt? Of(ITypeSymbol? type, KnownTypes known)
    {
        if (type is null) return null;
        foreach (var attribute in type.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, known.GeneratedPromptAttribute)) continue;
            if (attribute.ConstructorArguments is not [{ Value: string name }, { Value: string version }]) continue;
            return new GeneratedPrompt(
                name,
                version,
                Named(attribute, LlmHygieneSdk.GeneratedPromptModel) as string,
                Named(attribute, LlmHygieneSdk.GeneratedPromptLimit) as int?);
        }

        return null;
    }

    /// <summary>The prompt that the call executes; null for a call of an SDK.</summary>
    public static GeneratedPrompt? Of(LlmCall call, KnownTypes known) =>
        call.DeclaredPrompt is { } declared ? new GeneratedPrompt(declared.Name, declared.Version, declared.ModelId, declared.MaxOutputTokens) :
        Of(call.Entry.OnTypesWithAttribute ? call.Invocation.TargetMethod.ContainingType : call.PromptObject?.Type, known);

    /// <summary>True for a call that executes a prompt object of which only the object itself knows what it states.</summary>
    public static bool IsUnknown(LlmCall call, KnownTypes known) => call.PromptObject is { } prompt && Of(prompt.Type, known) is null;

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name) return argument.Value.Value;
        return null;
    }
}
