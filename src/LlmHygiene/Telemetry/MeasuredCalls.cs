using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Calls a client and measures it, whole answer or stream, however it ends.</summary>
internal static class MeasuredCalls
{
    public static Task<ChatResponse> GetResponseAsync(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken ct
    ) => GetAsync(prompt, client, messages, options, static response => response, static _ => true, ct);

    /// <summary>The answer is read as data inside the span; the result is kept, so that the caller does not read it a second time.</summary>
    public static Task<ChatResponse<TOutput>> GetResponseAsync<TOutput>(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        PromptOutput<TOutput> output,
        CancellationToken ct
    ) =>
        GetAsync(
            prompt,
            client,
            messages,
            options,
            output.ReadIfAny,
            static response => response is null || response.TryGetResult(out _),
            ct
        )!;

    private static async Task<TResponse> GetAsync<TResponse>(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        Func<ChatResponse, TResponse> read,
        Func<TResponse, bool> isAsAsked,
        CancellationToken ct
    )
        where TResponse : ChatResponse?
    {
        var run = PromptExecutionRecorder.Start(prompt, client, options);
        run.Enter();
        try
        {
            var response = read(await client.GetResponseAsync(messages, options, ct).ConfigureAwait(false));
            run.Observe(response);
            if (isAsAsked(response))
                run.Succeed();
            else
                run.SucceedWithInvalidOutput();
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
    public static async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        MeasurementSubject prompt,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken ct
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
