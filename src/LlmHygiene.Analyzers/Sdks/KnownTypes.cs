using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// Types that belong to no SDK but matter for a call; null where the compilation lacks one. They are looked up on first use, because a
/// lookup by name searches every reference and most projects never need one.
/// </summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly Lazy<INamedTypeSymbol?> _activity = Find(compilation, "System.Diagnostics.Activity");
    private readonly Lazy<INamedTypeSymbol?> _cancellationToken = Find(compilation, "System.Threading.CancellationToken");
    private readonly Lazy<INamedTypeSymbol?> _expressionTree = Find(compilation, "System.Linq.Expressions.Expression`1");
    private readonly Lazy<INamedTypeSymbol?> _chatClientBuilder = Find(compilation, "Microsoft.Extensions.AI.ChatClientBuilder");
    private readonly Lazy<INamedTypeSymbol?> _embeddingGeneratorBuilder = Find(
        compilation,
        "Microsoft.Extensions.AI.EmbeddingGeneratorBuilder`2"
    );
    private readonly Lazy<INamedTypeSymbol?> _agentBuilder = Find(compilation, "Microsoft.Agents.AI.AIAgentBuilder");
    private readonly Lazy<INamedTypeSymbol?> _generatedPromptAttribute = Find(compilation, LlmHygieneSdk.GeneratedPromptAttribute);
    private readonly Lazy<INamedTypeSymbol?> _prompt = Find(compilation, LlmHygieneSdk.PromptInterface);
    private readonly Lazy<INamedTypeSymbol?> _promptScope = Find(compilation, LlmHygieneSdk.PromptScope);

    public INamedTypeSymbol? Activity => _activity.Value;

    public INamedTypeSymbol? CancellationToken => _cancellationToken.Value;

    public INamedTypeSymbol? ExpressionTree => _expressionTree.Value;

    public INamedTypeSymbol? GeneratedPromptAttribute => _generatedPromptAttribute.Value;

    public INamedTypeSymbol? PromptScope => _promptScope.Value;

    public bool IsPipelineBuilder(ITypeSymbol? type) =>
        type is not null
        && (
            SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _chatClientBuilder.Value)
            || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _embeddingGeneratorBuilder.Value)
            || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _agentBuilder.Value)
        );

    /// <summary>True for the interface of prompt objects and every type that implements it.</summary>
    public bool IsPrompt(ITypeSymbol? type)
    {
        if (type is null || _prompt.Value is not { } prompt)
            return false;
        if (SymbolEqualityComparer.Default.Equals(type, prompt))
            return true;
        foreach (var implemented in type.AllInterfaces)
            if (SymbolEqualityComparer.Default.Equals(implemented, prompt))
                return true;
        return false;
    }

    private static Lazy<INamedTypeSymbol?> Find(Compilation compilation, string name) => new(() => compilation.GetTypeByMetadataName(name));
}
