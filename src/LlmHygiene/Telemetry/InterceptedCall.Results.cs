namespace LlmHygiene;

/// <content>The end of a call that returns a whole response, or a stream whose request has been sent.</content>
public sealed partial class InterceptedCall
{
    /// <summary>Reports a call that has returned nothing.</summary>
    public void Complete()
    {
        if (!_isBodyOpen)
        {
            Succeed();
            End();
        }

        Leave();
    }

    /// <summary>Reports a call that has returned its response.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="result">The response.</param>
    /// <param name="read">Reads the response.</param>
    /// <returns>The response.</returns>
    public T Complete<T>(T result, Action<InterceptedCall, T>? read)
    {
        Read(read, result);
        Complete();
        return result;
    }

    /// <summary>Reports a call when its task ends.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="task">The task of the call.</param>
    /// <param name="read">Reads the response.</param>
    /// <returns>A task that ends as the task of the call does.</returns>
    public Task<T> CompleteAsync<T>(Task<T> task, Action<InterceptedCall, T>? read)
    {
        Leave();
        return task is null ? NoTask(task!) : Await(task, read, replace: null);
    }

    /// <summary>Reports a call when its task ends.</summary>
    /// <param name="task">The task of the call.</param>
    /// <returns>A task that ends as the task of the call does.</returns>
    public Task CompleteAsync(Task task)
    {
        Leave();
        return task is null ? NoTask(task!) : Await(task);
    }

    /// <summary>Reports a call when its task ends.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="task">The task of the call.</param>
    /// <param name="read">Reads the response.</param>
    /// <returns>A task that ends as the task of the call does.</returns>
    public ValueTask<T> CompleteAsync<T>(ValueTask<T> task, Action<InterceptedCall, T>? read)
    {
        Leave();
        return new(Await(task.AsTask(), read, replace: null));
    }

    /// <summary>Reports a call when its task ends.</summary>
    /// <param name="task">The task of the call.</param>
    /// <returns>A task that ends as the task of the call does.</returns>
    public ValueTask CompleteAsync(ValueTask task)
    {
        Leave();
        return new(Await(task.AsTask()));
    }

    /// <summary>Replaces a stream whose request has been sent; the call is reported when the stream ends.</summary>
    /// <typeparam name="T">The type of the stream.</typeparam>
    /// <param name="result">The stream.</param>
    /// <param name="replace">Creates the stream that measures.</param>
    /// <returns>The stream that measures.</returns>
    public T Open<T>(T result, Func<InterceptedCall, T, T> replace)
    {
        Leave();
        return result is null ? NoTask(result) : replace(this, result);
    }

    /// <summary>Replaces the stream of a task; the call is reported when the stream ends.</summary>
    /// <typeparam name="T">The type of the stream.</typeparam>
    /// <param name="task">The task of the call.</param>
    /// <param name="replace">Creates the stream that measures.</param>
    /// <returns>A task that ends as the task of the call does.</returns>
    public Task<T> OpenAsync<T>(Task<T> task, Func<InterceptedCall, T, T> replace)
    {
        Leave();
        return task is null ? NoTask(task!) : Await(task, read: null, replace);
    }

    /// <summary>Replaces the stream of a task; the call is reported when the stream ends.</summary>
    /// <typeparam name="T">The type of the stream.</typeparam>
    /// <param name="task">The task of the call.</param>
    /// <param name="replace">Creates the stream that measures.</param>
    /// <returns>A task that ends as the task of the call does.</returns>
    public ValueTask<T> OpenAsync<T>(ValueTask<T> task, Func<InterceptedCall, T, T> replace)
    {
        Leave();
        return new(Await(task.AsTask(), read: null, replace));
    }

    // A mocked client may return null; measuring it must not turn that into another exception.
    private T NoTask<T>(T nothing)
    {
        Succeed();
        End();
        return nothing;
    }

    private async Task<T> Await<T>(Task<T> task, Action<InterceptedCall, T>? read, Func<InterceptedCall, T, T>? replace)
    {
        T result;
        try
        {
            result = await task.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SetFailure(error, _token);
            End();
            throw;
        }

        if (replace is not null && result is not null)
            return replace(this, result);
        Read(read, result);
        if (_isBodyOpen)
            return result;
        Succeed();
        End();
        return result;
    }

    private async Task Await(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SetFailure(error, _token);
            End();
            throw;
        }

        Succeed();
        End();
    }
}
