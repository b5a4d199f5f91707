using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The tokens that a provider has reported so far; null if it has reported none.</summary>
internal struct TokenCount
{
    private long _cachedInput;

    public long? Input { get; private set; }

    public long? Output { get; private set; }

    public readonly bool IsEmpty => Input is null && Output is null;

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

    public void Add(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
        {
            if (content is UsageContent usage)
                Add(usage.Details);
        }
    }

    public readonly TokenCount Plus(TokenCount other) =>
        new()
        {
            Input = Sum(Input, other.Input),
            Output = Sum(Output, other.Output),
            _cachedInput = _cachedInput + other._cachedInput,
        };

    public readonly decimal? CostAt(ModelPrice? price) =>
        Input is { } input && Output is { } output ? price?.CostOf(input, output, _cachedInput) : null;

    private static long? Sum(long? left, long? right) => left is null ? right : left + (right ?? 0);
}
