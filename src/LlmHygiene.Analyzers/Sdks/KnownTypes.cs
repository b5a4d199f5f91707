using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>Types that are no part of an SDK but tell something about a call; null where the compilation lacks one.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    public INamedTypeSymbol? Activity { get; } = compilation.GetTypeByMetadataName("System.Diagnostics.Activity");

    public INamedTypeSymbol? CancellationToken { get; } = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");

    public INamedTypeSymbol? ExpressionTree { get; } = compilation.GetTypeByMetadataName("System.Linq.Expressions.Expression`1");

    public INamedTypeSymbol? ChatClientBuilder { get; } = compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.ChatClientBuilder");

    public INamedTypeSymbol? EmbeddingGeneratorBuilder { get; } = compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.EmbeddingGeneratorBuilder`2");

    public INamedTypeSymbol? GeneratedPromptAttribute { get; } = compilation.GetTypeByMetadataName(LlmHygieneSdk.GeneratedPromptAttribute);

    public INamedTypeSymbol? Prompt { get; } = compilation.GetTypeByMetadataName(LlmHygieneSdk.PromptInterface);

    public INamedTypeSymbol? PromptScope { get; } = compilation.GetTypeByMetadataName(LlmHygieneSdk.PromptScope);

    public bool IsPipelineBuilder(ITypeSymbol? type) =>
        type is not null
        && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ChatClientBuilder)
            || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, EmbeddingGeneratorBuilder));

    public bool IsPrompt(ITypeSymbol? type)
    {
        if (type is null || Prompt is null) return false;
        if (SymbolEqualityComparer.Default.Equals(type, Prompt)) return true;
        foreach (var implemented in type.AllInterfaces)
            if (SymbolEqualityComparer.Default.Equals(implemented, Prompt)) return true;
        return false;
    }
}
