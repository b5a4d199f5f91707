using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Writes the prompt of each call to the chat span around it, and measures calls that state which prompt they send but are
/// not made by <see cref="PromptExecution"/>, which measures its own. Counts the calls of an execution that has a budget.
/// </summary>
internal sealed class PromptTelemetryChatClient(IChatClient innerClient, string[] moreVersionKeys) : DelegatingChatClient(innerClient)
{
    private readonly bool _sendsProperties = ClientServices.SendsProperties(innerClient);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var spending = PromptSpending.OfCall(options, moreVersionKeys);
        var prompt = TagSpan(ref options);
        if (spending is not null)
            return CountedCalls.GetResponseAsync(spending, InnerClient, messages, options, cancellationToken);
        return prompt is { } measured
            ? MeasuredCalls.GetResponseAsync(measured, InnerClient, messages, options, cancellationToken)
            : base.GetResponseAsync(messages, options, cancellationToken);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var spending = PromptSpending.OfCall(options, moreVersionKeys);
        var prompt = TagSpan(ref options);
        if (spending is not null)
            return CountedCalls.GetStreamingResponseAsync(spending, InnerClient, messages, options, cancellationToken);
        return prompt is { } measured
            ? MeasuredCalls.GetStreamingResponseAsync(measured, InnerClient, messages, options, cancellationToken)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);
    }

    /// <summary>Tags the span around the call, which is current when a stream is requested, not at each of its steps.</summary>
    /// <param name="options">Becomes a copy if the tag must not reach the provider.</param>
    /// <returns>What is measured; null if nobody listens, no prompt is named, or its execution is already measured.</returns>
    private MeasurementSubject? TagSpan(ref ChatOptions? options)
    {
        var span = ChatSpan.Current;
        var isMetered = TelemetryInstruments.HasMeterListeners;
        if (span is null && !isMetered && !_sendsProperties)
            return null;

        var tag = CallTag.In(options, moreVersionKeys);
        if (tag.IsEmpty)
            tag = CallTag.OfScope();
        else if (_sendsProperties)
            options = Withdrawn(options!.Clone());
        if (tag.IsEmpty)
            return null;

        span?.Tag(tag);
        return isMetered && !PromptExecutionRecorder.IsInExecutionOf(tag) ? new MeasurementSubject(tag) : null;
    }

    // What must not reach the provider.
    private ChatOptions Withdrawn(ChatOptions options)
    {
        StrictSchema.Withdraw(options);
        return CallTag.Removed(options, moreVersionKeys);
    }
}
