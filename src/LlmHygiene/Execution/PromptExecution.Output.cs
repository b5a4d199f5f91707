using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <content>Prompts whose response is data.</content>
public static partial class PromptExecution
{
    /// <summary>Sends the prompt and returns the whole response, with the data in it as <see cref="ChatResponse{T}.Result"/>.</summary>
    /// <typeparam name="TOutput">The type that the response is read as.</typeparam>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send the prompt with.</param>
    /// <param name="cancellationToken">Cancels the call. The span then ends with the outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>
    /// The client's response. Its <see cref="ChatResponse{T}.Result"/> throws if the response does not match the prompt's
    /// output: a <see cref="System.Text.Json.JsonException"/> that names the prompt and the property, or an
    /// <see cref="InvalidOperationException"/> if there is no text at all.
    /// </returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt's file has errors.</exception>
    /// <exception cref="PromptBudgetExceededException">The prompt's budget does not allow another model call.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>
    /// Exceptions of the client are passed on unchanged. A response that does not match the prompt's output is not a failure
    /// of the call: its outcome is <see cref="LlmHygieneTelemetry.OutcomeInvalidOutput"/>, with no error on the span.
    /// </remarks>
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(
        this IPrompt<TOutput> prompt,
        IChatClient client,
        CancellationToken cancellationToken = default
    ) => GetResponseAsync(prompt, client, options: null, cancellationToken);

    /// <summary>
    /// Sends the prompt with additional options and returns the whole response, with the data in it as
    /// <see cref="ChatResponse{T}.Result"/>. Values stated by the prompt take precedence, and so does the format of its output.
    /// </summary>
    /// <typeparam name="TOutput">The type that the response is read as.</typeparam>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send the prompt with.</param>
    /// <param name="options">
    /// What is sent with the prompt, such as tools or a conversation. The options are copied, not changed. Values stated by
    /// the prompt take precedence.
    /// </param>
    /// <param name="cancellationToken">Cancels the call. The span then ends with the outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>
    /// The client's response. Its <see cref="ChatResponse{T}.Result"/> throws if the response does not match the prompt's
    /// output.
    /// </returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt's file has errors.</exception>
    /// <exception cref="PromptBudgetExceededException">The prompt's budget does not allow another model call.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client are passed on unchanged.</remarks>
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(
        this IPrompt<TOutput> prompt,
        IChatClient client,
        ChatOptions? options,
        CancellationToken cancellationToken = default
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndSendAsync(selector, (IVersionedPrompt)prompt, prompt.Output, client, options, cancellationToken)
            : SendAsync(PromptChoice.Of(prompt), prompt.Output, client, options, cancellationToken);
    }

    private static async Task<ChatResponse<TOutput>> ChooseAndSendAsync<TOutput>(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        PromptOutput<TOutput> output,
        IChatClient client,
        ChatOptions? given,
        CancellationToken cancellationToken
    )
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, cancellationToken).ConfigureAwait(false);
        return await SendAsync(choice, output, client, given, cancellationToken).ConfigureAwait(false);
    }

    private static Task<ChatResponse<TOutput>> SendAsync<TOutput>(
        PromptChoice choice,
        PromptOutput<TOutput> output,
        IChatClient client,
        ChatOptions? given,
        CancellationToken cancellationToken
    )
    {
        var stated = choice.Prompt.ToOptions();
        if (stated.ResponseFormat is null)
        {
            stated.ResponseFormat = output.ResponseFormat;
            output.RequestStrict(stated);
        }

        var (messages, options) = Render(choice.Prompt, stated, client, given);
        return MeasuredCalls.AreNeeded(choice.Prompt.Info)
            ? MeasuredCalls.GetResponseAsync(choice.Measured, client, messages, options, output, cancellationToken)
            : ReadAsync(client.GetResponseAsync(messages, options, cancellationToken), output);
    }

    private static async Task<ChatResponse<TOutput>> ReadAsync<TOutput>(Task<ChatResponse> call, PromptOutput<TOutput> output) =>
        output.ReadIfAny(await call.ConfigureAwait(false))!;
}
