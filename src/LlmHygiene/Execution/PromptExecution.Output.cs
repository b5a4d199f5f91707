using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <content>Prompts whose answer is data.</content>
public static partial class PromptExecution
{
    /// <summary>Sends the prompt and returns the whole answer, to be read as data.</summary>
    /// <typeparam name="TOutput">What the answer is read as.</typeparam>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="ct">Cancels the call. The span then ends with outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>
    /// The client's answer. Its <see cref="ChatResponse{T}.Result"/> throws where the answer is not what was asked for:
    /// a <see cref="System.Text.Json.JsonException"/> that names the prompt and the property, or an
    /// <see cref="InvalidOperationException"/> when there is no text at all.
    /// </returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>
    /// Exceptions of the client pass through unchanged. An answer that is not what was asked for is no failure of the
    /// call: its outcome is <see cref="LlmHygieneTelemetry.OutcomeInvalidOutput"/>, with no error on the span.
    /// </remarks>
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(
        IPrompt<TOutput> prompt,
        IChatClient client,
        CancellationToken ct = default
    ) => GetResponseAsync(prompt, client, options: null, ct);

    /// <summary>Sends the prompt with further options, such as tools, and returns the whole answer, to be read as data.</summary>
    /// <typeparam name="TOutput">What the answer is read as.</typeparam>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="options">
    /// What is sent beside the prompt. They are copied, not changed. What the prompt states goes before what they say,
    /// and so does the format of its output.
    /// </param>
    /// <param name="ct">Cancels the call. The span then ends with outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>The client's answer. Its <see cref="ChatResponse{T}.Result"/> throws where the answer is not what was asked for.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client pass through unchanged.</remarks>
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(
        IPrompt<TOutput> prompt,
        IChatClient client,
        ChatOptions? options,
        CancellationToken ct = default
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndSendAsync(selector, (IVersionedPrompt)prompt, prompt.Output, client, options, ct)
            : SendAsync(PromptChoice.Of(prompt), prompt.Output, client, options, ct);
    }

    private static async Task<ChatResponse<TOutput>> ChooseAndSendAsync<TOutput>(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        PromptOutput<TOutput> output,
        IChatClient client,
        ChatOptions? given,
        CancellationToken ct
    )
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, ct).ConfigureAwait(false);
        return await SendAsync(choice, output, client, given, ct).ConfigureAwait(false);
    }

    private static Task<ChatResponse<TOutput>> SendAsync<TOutput>(
        PromptChoice choice,
        PromptOutput<TOutput> output,
        IChatClient client,
        ChatOptions? given,
        CancellationToken ct
    )
    {
        var stated = choice.Prompt.ToOptions();
        stated.ResponseFormat ??= output.ResponseFormat;
        var (messages, options) = Render(choice.Prompt, stated, client, given);
        return TelemetryInstruments.IsEnabled
            ? MeasuredCalls.GetResponseAsync(choice.Measured, client, messages, options, output, ct)
            : ReadAsync(client.GetResponseAsync(messages, options, ct), output);
    }

    private static async Task<ChatResponse<TOutput>> ReadAsync<TOutput>(Task<ChatResponse> call, PromptOutput<TOutput> output) =>
        output.ReadIfAny(await call.ConfigureAwait(false))!;
}
