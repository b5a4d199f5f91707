using LlmHygiene.Analyzers.Models;

namespace LlmHygiene.Analyzers.Tests.Models;

/// <summary>How many tokens a provider caches at least, by the list of models.</summary>
public class CacheMinimumsTests
{
    [Theory]
    [InlineData("gpt-5.4-mini", null, 1024)]
    [InlineData("claude-sonnet-4-6", null, 2048)]
    [InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0", null, 1024)]
    [InlineData("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", null, 1024)]
    [InlineData("global.anthropic.claude-haiku-4-5-20251001-v1:0", "aws-bedrock", 4096)]
    [InlineData("amazon.nova-lite-v1:0", null, 1000)]
    [InlineData("global.amazon.nova-2-lite-v1:0", null, 1000)]
    [InlineData("no-such-model", null, null)]
    [InlineData(null, null, 4096)]
    [InlineData(null, "xai", null)]
    public void The_minimum_of_a_model_is_found(string? id, string? provider, int? tokens) =>
        Assert.Equal(tokens, CacheMinimums.Of(id, provider, ModelCatalog.Default));
}
