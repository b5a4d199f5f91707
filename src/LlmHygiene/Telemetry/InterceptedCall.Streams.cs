using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LlmHygiene;

/// <content>Streams: a call ends when its stream does.</content>
public sealed partial class InterceptedCall
{
    /// <summary>Measures a stream that sends its request when it is read, each time that it is.</summary>
    /// <typeparam name="T">The type of the chunks.</typeparam>
    /// <param name="site">The call.</param>
    /// <param name="token">The token that cancels it.</param>
    /// <param name="source">The stream.</param>
    /// <param name="read">Reads a chunk.</param>
    /// <returns>The stream that measures.</returns>
    public static IAsyncEnumerable<T> Stream<T>(
        InterceptedSite site,
        CancellationToken token,
        IAsyncEnumerable<T> source,
        Action<InterceptedCall, T>? read
    ) => source is null ? null! : Enumerate(() => new InterceptedCall(site, token), source, read, default);

    /// <summary>Measures a stream that sends its request when it is read, each time that it is.</summary>
    /// <typeparam name="T">The type of the chunks.</typeparam>
    /// <param name="site">The call.</param>
    /// <param name="token">The token that cancels it.</param>
    /// <param name="source">The stream.</param>
    /// <param name="read">Reads a chunk.</param>
    /// <returns>The stream that measures.</returns>
    public static IEnumerable<T> Stream<T>(
        InterceptedSite site,
        CancellationToken token,
        IEnumerable<T> source,
        Action<InterceptedCall, T>? read
    ) => source is null ? null! : Enumerate(() => new InterceptedCall(site, token), source, read);

    /// <summary>Reports a stream that could not be created: its method has thrown.</summary>
    /// <param name="site">The call.</param>
    /// <param name="token">The token that cancels it.</param>
    /// <param name="error">The exception.</param>
    /// <returns><see langword="false"/>, so that an exception filter does not catch it.</returns>
    public static bool FailStream(InterceptedSite site, CancellationToken token, Exception error) =>
        new InterceptedCall(site, token).Fail(error);

    /// <summary>Measures a stream whose request has been sent by this call.</summary>
    /// <typeparam name="T">The type of the chunks.</typeparam>
    /// <param name="source">The stream.</param>
    /// <param name="read">Reads a chunk.</param>
    /// <returns>The stream that measures.</returns>
    public IAsyncEnumerable<T> Stream<T>(IAsyncEnumerable<T> source, Action<InterceptedCall, T>? read) =>
        Enumerate(() => this, source, read, default);

    /// <summary>Measures a stream whose request has been sent by this call.</summary>
    /// <typeparam name="T">The type of the chunks.</typeparam>
    /// <param name="source">The stream.</param>
    /// <param name="read">Reads a chunk.</param>
    /// <returns>The stream that measures.</returns>
    public IEnumerable<T> Stream<T>(IEnumerable<T> source, Action<InterceptedCall, T>? read) => Enumerate(() => this, source, read);

    // An iterator's context is its consumer's at every step: Enter() makes the span current again for the client's own spans.
    // The runtime puts the consumer's context back when a step of an async iterator ends.
    private static async IAsyncEnumerable<T> Enumerate<T>(
        Func<InterceptedCall> start,
        IAsyncEnumerable<T> source,
        Action<InterceptedCall, T>? read,
        [EnumeratorCancellation] CancellationToken token
    )
    {
        var call = start();
        IAsyncEnumerator<T>? chunks = null;
        try
        {
            while (true)
            {
                T chunk;
                call.Enter();
                try
                {
                    chunks ??= source.GetAsyncEnumerator(token);
                    if (!await chunks.MoveNextAsync().ConfigureAwait(false))
                    {
                        call.Succeed();
                        break;
                    }

                    chunk = chunks.Current;
                    call.Observe(read, chunk);
                }
                catch (Exception error)
                {
                    call.SetFailure(error, token);
                    throw;
                }

                yield return chunk;
            }
        }
        finally
        {
            call.Enter();
            try
            {
                if (chunks is not null)
                    await chunks.DisposeAsync().ConfigureAwait(false);
                call.Stop(token);
            }
            catch (Exception error)
            {
                call.SetFailure(error, token);
                throw;
            }
            finally
            {
                call.End();
            }
        }
    }

    private static IEnumerable<T> Enumerate<T>(Func<InterceptedCall> start, IEnumerable<T> source, Action<InterceptedCall, T>? read)
    {
        var call = start();
        IEnumerator<T>? chunks = null;
        try
        {
            while (true)
            {
                T chunk;
                // Nothing puts the consumer's context back here.
                var consumer = Activity.Current;
                call.Enter();
                try
                {
                    chunks ??= source.GetEnumerator();
                    if (!chunks.MoveNext())
                    {
                        call.Succeed();
                        break;
                    }

                    chunk = chunks.Current;
                    call.Observe(read, chunk);
                }
                catch (Exception error)
                {
                    call.SetFailure(error, default);
                    throw;
                }
                finally
                {
                    Activity.Current = consumer;
                }

                yield return chunk;
            }
        }
        finally
        {
            try
            {
                chunks?.Dispose();
                call.Stop(default);
            }
            catch (Exception error)
            {
                call.SetFailure(error, default);
                throw;
            }
            finally
            {
                call.EndApart();
            }
        }
    }

    private void Observe<T>(Action<InterceptedCall, T>? read, T chunk)
    {
        if (_firstChunk == 0)
            _firstChunk = Stopwatch.GetTimestamp();
        Read(read, chunk);
    }

    // The consumer has stopped reading; has no effect if the stream has ended.
    private void Stop(CancellationToken token) =>
        _outcome ??=
            token.IsCancellationRequested || _token.IsCancellationRequested
                ? LlmHygieneTelemetry.OutcomeCancelled
                : LlmHygieneTelemetry.OutcomeAbandoned;

    // The consumer's span stays current, whichever it is by now.
    private void EndApart()
    {
        var consumer = Activity.Current;
        End();
        Activity.Current = consumer == _activity ? _outer : consumer;
    }
}
