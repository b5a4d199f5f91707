using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Calls a client and measures the call, whole response or stream, however it ends.</summary>
internal static class MeasuredCalls
{
    /// <summary>False when nobody listens and the prompt has no budget, so that the call goes straight to the client.</summary>
    public static bool AreNeeded(PromptInfo prompt) => TelemetryInstruments.IsEnabled || prompt.Budget is not null;

    public static Task<ChatResponse> GetResponseAsync(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    ) => GetAsync(prompt, client, messages, options, static response => response, static _ => true, cancellationToken);

    /// <summary>
    /// The response is read as data inside the span; the result is kept, so that the caller does not read it a second time.
    /// </summary>
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        PromptOutput<TOutput> output,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            prompt,
            client,
            messages,
            options,
            output.ReadIfAny,
            static response => response is null || response.TryGetResult(out _),
            cancellationToken
        )!;

    private static async Task<TResponse> GetAsync<TResponse>(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        Func<ChatResponse, TResponse> read,
        Func<TResponse, bool> isValid,
        CancellationToken cancellationToken
    )
        where TResponse : ChatResponse?
    {
        var run = PromptExecutionRecorder.Start(prompt, client, options);
        run.Enter();
        try
        {
            var response = read(await run.SendAsync(client, messages, options, cancellationToken).ConfigureAwait(false));
            run.Observe(response);
            if (isValid(response))
                run.Succeed();
            else
                run.SucceedWithInvalidOutput();
            return response;
        }
        catch (Exception error)
        {
            run.Fail(error, cancellationToken);
            throw;
        }
        finally
        {
            run.End();
        }
    }

    // An iterator's context is its consumer's at every step: Enter() makes the span current again for the client's own
    // spans, and the runtime puts the consumer's context back when the step ends.
    public static async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var run = PromptExecutionRecorder.Start(prompt, client, options);
        IAsyncEnumerator<ChatResponseUpdate>? updates = null;
        try
        {
            while (true)
            {
                ChatResponseUpdate update;
                run.Enter();
                try
                {
                    updates ??= run.Stream(client, messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
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
                    run.Fail(error, cancellationToken);
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
                run.Stop(cancellationToken);
            }
            catch (Exception error)
            {
                run.Fail(error, cancellationToken);
                throw;
            }
            finally
            {
                run.End();
            }
        }
    }
}
