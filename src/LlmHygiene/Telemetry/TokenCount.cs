using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The tokens that a provider has reported so far; null if it has reported none.</summary>
internal struct TokenCount
{
    private long _cachedInput;

    public long? Input { get; private set; }

    public long? Output { get; private set; }

    public void Add(UsageDetails? usage)
    {
        if (usage is null)
            return;

        if (usage.InputTokenCount is { } input)
            Input = (Input ?? 0) + input;
        if (usage.OutputTokenCount is { } output)
            Output = (Output ?? 0) + output;
        _cachedInput += usage.CachedInputTokenCount ?? 0;
    }

    public readonly decimal? CostAt(ModelPrice? price) =>
        Input is { } input && Output is { } output ? price?.CostOf(input, output, _cachedInput) : null;
}
