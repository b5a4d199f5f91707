namespace LlmHygiene;

/// <summary>
/// States for whom, and for which part of the application, the calls inside it are made, so that a rollout can choose
/// versions by it: <c>using var context = PromptRolloutContext.Begin(key: user.Id, endpoint: "/triage");</c>, typically
/// in a middleware. It follows awaits and threads.
/// </summary>
/// <remarks>Neither the key nor the endpoint reaches telemetry or the model.</remarks>
public sealed class PromptRolloutContext : IDisposable
{
    private static readonly AsyncLocal<PromptRolloutContext?> s_innermost = new();

    private readonly PromptRolloutContext? _outer;
    private volatile bool _isDisposed;

    private PromptRolloutContext(string? key, string? endpoint, PromptRolloutContext? outer)
    {
        Key = key ?? outer?.Key;
        Endpoint = endpoint ?? outer?.Endpoint;
        _outer = outer;
    }

    /// <summary>The innermost open context; <see langword="null"/> outside any.</summary>
    public static PromptRolloutContext? Current
    {
        get
        {
            // It may have been disposed in another flow, whose changes to the AsyncLocal this one does not see.
            var context = s_innermost.Value;
            while (context is { _isDisposed: true })
                context = context._outer;
            return context;
        }
    }

    /// <summary>The user, tenant or conversation for which the choice of a version stays the same.</summary>
    public string? Key { get; }

    /// <summary>The part of the application, as a name or path that a rollout can use.</summary>
    public string? Endpoint { get; }

    /// <summary>Opens a context. A value that is not passed is taken from the context around it.</summary>
    /// <param name="key">For example the ID of the user. The same key always gets the same version of a prompt.</param>
    /// <param name="endpoint">For example <c>/triage</c>.</param>
    /// <returns>The context.</returns>
    public static PromptRolloutContext Begin(string? key = null, string? endpoint = null)
    {
        var context = new PromptRolloutContext(key, endpoint, Current);
        s_innermost.Value = context;
        return context;
    }

    /// <summary>Closes the context. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        s_innermost.Value = Current;
    }
}
