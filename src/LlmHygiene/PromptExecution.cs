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
/// it, and a backend that counts operations would count the call twice.
/// </remarks>
public static class PromptExecution
{
    /// <summary>Sends the prompt and returns the whole answer.</summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <param name="client">The client to send it with.</param>
    /// <param name="ct">Cancels the call. The span then ends with outcome <c>cancelled</c>, not as an error.</param>
    /// <returns>The client's answer, as it is.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the client is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <remarks>Exceptions of the client pass through unchanged.</remarks>
    public static Task<ChatResponse> GetResponseAsync(IPrompt prompt, IChatClient client, CancellationToken ct = default)
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndSendAsync(selector, (IVersionedPrompt)prompt, client, ct)
            : SendAsync(new PromptChoice(prompt, Rollout: null), client, ct);
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
    public static IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IPrompt prompt, IChatClient client, CancellationToken ct = default)
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(client, nameof(client));
        return PromptChoice.SelectorFor(prompt, client) is { } selector
            ? ChooseAndStreamAsync(selector, (IVersionedPrompt)prompt, client, ct)
            : Stream(new PromptChoice(prompt, Rollout: null), client, ct);
    }

    private static async Task<ChatResponse> ChooseAndSendAsync(
        IPromptVersionSelector selector, IVersionedPrompt prompt, IChatClient client, CancellationToken ct)
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, ct).ConfigureAwait(false);
        return await SendAsync(choice, client, ct).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> ChooseAndStreamAsync(
        IPromptVersionSelector selector, IVersionedPrompt prompt, IChatClient client, [EnumeratorCancellation] CancellationToken ct)
    {
        var choice = await PromptChoice.AskAsync(selector, prompt, ct).ConfigureAwait(false);
        await foreach (var update in Stream(choice, client, ct).ConfigureAwait(false))
            yield return update;
    }

    private static Task<ChatResponse> SendAsync(PromptChoice choice, IChatClient client, CancellationToken ct)
    {
        var (messages, options) = Render(choice.Prompt);
        return PromptTelemetry.IsEnabled
            ? MeasureAsync(choice, client, messages, options, ct)
            : client.GetResponseAsync(messages, options, ct);
    }

    private static IAsyncEnumerable<ChatResponseUpdate> Stream(PromptChoice choice, IChatClient client, CancellationToken ct)
    {
        var (messages, options) = Render(choice.Prompt);
        return PromptTelemetry.IsEnabled
            ? MeasureStreamAsync(choice, client, messages, options, ct)
            : client.GetStreamingResponseAsync(messages, options, ct);
    }

    private static (IReadOnlyList<ChatMessage> Messages, ChatOptions Options) Render(IPrompt prompt)
    {
        var messages = prompt.ToMessages();
        var options = prompt.ToOptions();
        prompt.Info.Tag(options);
        return (messages, options);
    }

    private static async Task<ChatResponse> MeasureAsync(
        PromptChoice choice, IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken ct)
    {
        var run = PromptRun.Start(choice.Prompt.Info, choice.Rollout, client, options);
        try
        {
            var response = await client.GetResponseAsync(messages, options, ct).ConfigureAwait(false);
            run.Observe(response);
            run.Succeed();
            return response;
        }
        catch (Exception error)
        {
            run.Fail(error, ct);
            throw;
        }
        finally
        {
            run.End();
        }
    }

    // An iterator's context is its consumer's at every step: Enter() makes the span current again for the client's own
    // spans, and the runtime puts the consumer's context back when the step ends.
    private static async IAsyncEnumerable<ChatResponseUpdate> MeasureStreamAsync(
        PromptChoice choice, IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions options,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var run = PromptRun.Start(choice.Prompt.Info, choice.Rollout, client, options);
        IAsyncEnumerator<ChatResponseUpdate>? updates = null;
        try
        {
            while (true)
            {
                ChatResponseUpdate update;
                run.Enter();
                try
                {
                    updates ??= client.GetStreamingResponseAsync(messages, options, ct).GetAsyncEnumerator(ct);
                    if (!await updates.MoveNextAsync().ConfigureAwait(false))
                    {
                        run.Succeed();
                        break;
                    }

                    update = updates.Current;
                    run.Observe(update);
                }
                catch (Exception error)
                {
                    run.Fail(error, ct);
                    throw;
                }

                yield return update;
            }
        }
        finally
        {
            run.Enter();
            try
            {
                if (updates is not null)
                    await updates.DisposeAsync().ConfigureAwait(false);
                run.Stop(ct);
            }
            catch (Exception error)
            {
                run.Fail(error, ct);
                throw;
            }
            finally
            {
                run.End();
            }
        }
    }
}
