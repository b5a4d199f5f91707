using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Sends a prompt to a chat client: <c>await new SummarizeTicketPrompt.V1 { Ticket = text }.GetResponseAsync(client)</c>. The call runs
/// inside a span <c>prompt {name}</c>, and records the metrics that <see cref="LlmHygieneTelemetry"/> names. Without a listener the call
/// goes straight to the client. If several versions of the prompt are live, the <see cref="IPromptVersionSelector"/> of the client, if it
/// has one, decides which of them is sent.
/// </summary>
/// <remarks>
/// The span has no <c>gen_ai.operation.name</c>: that belongs to the client's own <c>chat {model}</c> span inside it, and a
/// backend that counts operations would count the call twice. Add <c>UsePromptTelemetry()</c> to the client's pipeline to
/// have the prompt's name and version on that span too.
/// </remarks>
public static partial class PromptExecution
{
    /// <summary>Sends the prompt and returns the whole response.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send the prompt with.</param>
    /// <param name="cancellationToken">Cancels the call. The span then ends with the outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>The client's response, unchanged.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt's file has errors.</exception>
    /// <exception cref="PromptBudgetExceededException">The prompt's budget does not allow another model call.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client are passed on unchanged.</remarks>
    public static Task<ChatResponse> GetResponseAsync(
        this IPrompt prompt,
        IChatClient client,
        CancellationToken cancellationToken = default
    ) => GetResponseAsync(prompt, client, options: null, cancellationToken);

    /// <summary>
    /// Sends the prompt with additional options and returns the whole response. Values stated by the prompt take precedence.
    /// </summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send the prompt with.</param>
    /// <param name="options">
    /// What is sent with the prompt, such as tools or a conversation. The options are copied, not changed. Values stated by
    /// the prompt take precedence.
    /// </param>
    /// <param name="cancellationToken">Cancels the call. The span then ends with the outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>The client's response, unchanged.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt's file has errors.</exception>
    /// <exception cref="PromptBudgetExceededException">The prompt's budget does not allow another model call.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client are passed on unchanged.</remarks>
    public static Task<ChatResponse> GetResponseAsync(
        this IPrompt prompt,
        IChatClient client,
        ChatOptions? options,
        CancellationToken cancellationToken = default
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndSendAsync(selector, (IVersionedPrompt)prompt, client, options, cancellationToken)
            : SendAsync(PromptChoice.Of(prompt), client, options, cancellationToken);
    }

    /// <summary>Sends the prompt and returns the response as it arrives.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send the prompt with.</param>
    /// <param name="cancellationToken">
    /// Cancels the stream, as does the token passed to <c>WithCancellation</c>. The span then ends with the outcome
    /// <c>cancelled</c>, not as an error.
    /// </param>
    /// <returns>
    /// The client's updates, unchanged. The call is made, and the span opened, when the enumeration starts; the span ends
    /// with the stream. If the consumer stops reading early, the outcome is <c>abandoned</c>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt's file has errors.</exception>
    /// <exception cref="PromptBudgetExceededException">The prompt's budget does not allow another model call.</exception>
    /// <remarks>Exceptions of the client are passed on unchanged, while the stream is read.</remarks>
    public static IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        this IPrompt prompt,
        IChatClient client,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(prompt, client, options: null, cancellationToken);

    /// <summary>
    /// Sends the prompt with additional options and returns the response as it arrives. Values stated by the prompt take
    /// precedence.
    /// </summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send the prompt with.</param>
    /// <param name="options">
    /// What is sent with the prompt, such as tools or a conversation. The options are copied, not changed. Values stated by
    /// the prompt take precedence.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancels the stream, as does the token passed to <c>WithCancellation</c>. The span then ends with the outcome
    /// <c>cancelled</c>, not as an error.
    /// </param>
    /// <returns>The client's updates, unchanged. The call is made when the enumeration starts.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt's file has errors.</exception>
    /// <exception cref="PromptBudgetExceededException">The prompt's budget does not allow another model call.</exception>
    /// <remarks>Exceptions of the client are passed on unchanged, while the stream is read.</remarks>
    public static IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        this IPrompt prompt,
        IChatClient client,
        ChatOptions? options,
        CancellationToken cancellationToken = default
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndStreamAsync(selector, (IVersionedPrompt)prompt, client, options, cancellationToken)
            : Stream(PromptChoice.Of(prompt), client, options, cancellationToken);
    }

    private static async Task<ChatResponse> ChooseAndSendAsync(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        IChatClient client,
        ChatOptions? given,
        CancellationToken cancellationToken
    )
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, cancellationToken).ConfigureAwait(false);
        return await SendAsync(choice, client, given, cancellationToken).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> ChooseAndStreamAsync(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        IChatClient client,
        ChatOptions? given,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, cancellationToken).ConfigureAwait(false);
        await foreach (var update in Stream(choice, client, given, cancellationToken).ConfigureAwait(false))
            yield return update;
    }

    private static Task<ChatResponse> SendAsync(
        PromptChoice choice,
        IChatClient client,
        ChatOptions? given,
        CancellationToken cancellationToken
    )
    {
        var (messages, options) = Render(choice.Prompt, choice.Prompt.ToOptions(), client, given);
        return MeasuredCalls.AreNeeded(choice.Prompt.Info)
            ? MeasuredCalls.GetResponseAsync(choice.Measured, client, messages, options, cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);
    }

    private static IAsyncEnumerable<ChatResponseUpdate> Stream(
        PromptChoice choice,
        IChatClient client,
        ChatOptions? given,
        CancellationToken cancellationToken
    )
    {
        var (messages, options) = Render(choice.Prompt, choice.Prompt.ToOptions(), client, given);
        return MeasuredCalls.AreNeeded(choice.Prompt.Info)
            ? MeasuredCalls.GetStreamingResponseAsync(choice.Measured, client, messages, options, cancellationToken)
            : client.GetStreamingResponseAsync(messages, options, cancellationToken);
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
        var sendsProperties = ClientServices.SendsProperties(client);
        if (sendsProperties)
            StrictSchema.Withdraw(options);
        // If the client sends additional properties to the provider, the tag may only be there when a step of the pipeline removes it
        // again.
        if (sendsProperties && client.GetService<PromptTelemetryChatClient>() is null)
            CallTag.Removed(options, []);
        else
            prompt.Info.Tag(options);
        return (messages, options);
    }
}
