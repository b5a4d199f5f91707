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
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(IPrompt<TOutput> prompt, IChatClient client, CancellationToken ct = default)
    {
        var (messages, options) = Render(prompt, client);
        options.ResponseFormat ??= prompt.Output.ResponseFormat;
        return PromptTelemetry.IsEnabled
            ? PromptMeasurement.GetResponseAsync(new MeasuredPrompt(prompt.Info), client, messages, options, prompt.Output, ct)
            : ReadAsync(client.GetResponseAsync(messages, options, ct), prompt.Output);
    }

    private static async Task<ChatResponse<TOutput>> ReadAsync<TOutput>(Task<ChatResponse> call, PromptOutput<TOutput> output) =>
        output.ReadIfAny(await call.ConfigureAwait(false))!;
}
