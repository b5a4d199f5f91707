using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Sends a prompt to a chat client, with one span <c>prompt {name}</c> around the call and with the metrics that
/// <see cref="LlmHygieneTelemetry"/> names. With no listener the call goes straight to the client. Of a prompt with
/// several live versions, the client's <see cref="IPromptVersionSelector"/> decides which one is sent, if it has one.
/// </summary>
/// <remarks>
/// The span carries no <c>gen_ai.operation.name</c>: that belongs to the client's own <c>chat {model}</c> span inside
/// it, and a backend that counts operations would count the call twice. Add <c>UsePromptTelemetry()</c> to the client's
/// pipeline to have the prompt's name and version on that span too.
/// </remarks>
public static partial class PromptExecution
{
    /// <summary>Sends the prompt and returns the whole answer.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="ct">Cancels the call. The span then ends with outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>The client's answer, as it is.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client pass through unchanged.</remarks>
    public static Task<ChatResponse> GetResponseAsync(IPrompt prompt, IChatClient client, CancellationToken ct = default) =>
        GetResponseAsync(prompt, client, options: null, ct);

    /// <summary>Sends the prompt with further options, such as tools, and returns the whole answer.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="options">
    /// What is sent beside the prompt. They are copied, not changed. What the prompt states goes before what they say.
    /// </param>
    /// <param name="ct">Cancels the call. The span then ends with outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>The client's answer, as it is.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client pass through unchanged.</remarks>
    public static Task<ChatResponse> GetResponseAsync(
        IPrompt prompt,
        IChatClient client,
        ChatOptions? options,
        CancellationToken ct = default
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndSendAsync(selector, (IVersionedPrompt)prompt, client, options, ct)
            : SendAsync(PromptChoice.Of(prompt), client, options, ct);
    }

    /// <summary>Sends the prompt and returns the answer as it comes.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="ct">
    /// Cancels the stream, as does the token given to <c>WithCancellation</c>.
    /// The span then ends with outcome <c>cancelled</c>, not as an error.
    /// </param>
    /// <returns>
    /// The client's updates, as they are. The call is made, and the span opened, when the enumeration starts; the span
    /// ends with the stream. A consumer that stops reading early ends it with outcome <c>abandoned</c>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <remarks>Exceptions of the client pass through unchanged, while the stream is read.</remarks>
    public static IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IPrompt prompt,
        IChatClient client,
        CancellationToken ct = default
    ) => GetStreamingResponseAsync(prompt, client, options: null, ct);

    /// <summary>Sends the prompt with further options, such as tools, and returns the answer as it comes.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="options">
    /// What is sent beside the prompt. They are copied, not changed. What the prompt states goes before what they say.
    /// </param>
    /// <param name="ct">
    /// Cancels the stream, as does the token given to <c>WithCancellation</c>.
    /// The span then ends with outcome <c>cancelled</c>, not as an error.
    /// </param>
    /// <returns>The client's updates, as they are; the call is made when the enumeration starts.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <remarks>Exceptions of the client pass through unchanged, while the stream is read.</remarks>
    public static IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IPrompt prompt,
        IChatClient client,
        ChatOptions? options,
        CancellationToken ct = default
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndStreamAsync(selector, (IVersionedPrompt)prompt, client, options, ct)
            : Stream(PromptChoice.Of(prompt), client, options, ct);
    }

    private static async Task<ChatResponse> ChooseAndSendAsync(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        IChatClient client,
        ChatOptions? given,
        CancellationToken ct
    )
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, ct).ConfigureAwait(false);
        return await SendAsync(choice, client, given, ct).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> ChooseAndStreamAsync(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        IChatClient client,
        ChatOptions? given,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, ct).ConfigureAwait(false);
        await foreach (var update in Stream(choice, client, given, ct).ConfigureAwait(false))
            yield return update;
    }

    private static Task<ChatResponse> SendAsync(PromptChoice choice, IChatClient client, ChatOptions? given, CancellationToken ct)
    {
        var (messages, options) = Render(choice.Prompt, choice.Prompt.ToOptions(), client, given);
        return TelemetryInstruments.IsEnabled
            ? MeasuredCalls.GetResponseAsync(choice.Measured, client, messages, options, ct)
            : client.GetResponseAsync(messages, options, ct);
    }

    private static IAsyncEnumerable<ChatResponseUpdate> Stream(
        PromptChoice choice,
        IChatClient client,
        ChatOptions? given,
        CancellationToken ct
    )
    {
        var (messages, options) = Render(choice.Prompt, choice.Prompt.ToOptions(), client, given);
        return TelemetryInstruments.IsEnabled
            ? MeasuredCalls.GetStreamingResponseAsync(choice.Measured, client, messages, options, ct)
            : client.GetStreamingResponseAsync(messages, options, ct);
    }

    private static (IReadOnlyList<ChatMessage> Messages, ChatOptions Options) Render(
        IPrompt prompt,
        ChatOptions stated,
        IChatClient client,
        ChatOptions? given
    )
    {
        var messages = prompt.ToMessages();
        var options = given is null ? stated : PromptOptions.Merge(stated, given);
        // Where the tag would reach the provider, only a step of the pipeline that takes it out again may see it.
        if (ClientServices.SendsProperties(client) && client.GetService<PromptTelemetryChatClient>() is null)
            CallTag.Removed(options, []);
        else
            prompt.Info.Tag(options);
        return (messages, options);
    }
}
