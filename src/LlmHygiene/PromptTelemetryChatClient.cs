using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Puts the prompt of each call on the chat span around it, and measures calls that say which prompt they send but are
/// not made by <see cref="PromptExecution"/>, which measures its own.
/// </summary>
internal sealed class PromptTelemetryChatClient(IChatClient innerClient, string[] moreVersionKeys) : DelegatingChatClient(innerClient)
{
    private readonly bool _sendsProperties = ClientMetadata.SendsProperties(innerClient);

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        IsMeasured(ref options, out var prompt)
            ? PromptMeasurement.GetResponseAsync(prompt, InnerClient, messages, options, cancellationToken)
            : base.GetResponseAsync(messages, options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        IsMeasured(ref options, out var prompt)
            ? PromptMeasurement.GetStreamingResponseAsync(prompt, InnerClient, messages, options, cancellationToken)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    // A client reads its options when it is called, and so does this one: a stream is tagged before its first step.
    private bool IsMeasured(ref ChatOptions? options, out MeasuredPrompt prompt)
    {
        prompt = default;
        var span = ChatSpan.Current;
        var hasMeter = PromptTelemetry.HasMeterListeners;
        if (span is null && !hasMeter && !_sendsProperties)
            return false;

        var tag = CallTag.In(options, moreVersionKeys);
        if (tag.IsEmpty)
            tag = CallTag.OfScope();
        else if (_sendsProperties)
            options = CallTag.Removed(options!.Clone(), moreVersionKeys);
        if (tag.IsEmpty)
            return false;

        if (span is not null)
            ChatSpan.Tag(span, tag);
        prompt = new MeasuredPrompt(tag);
        return hasMeter && !PromptRun.IsInExecutionOf(tag);
    }
}
