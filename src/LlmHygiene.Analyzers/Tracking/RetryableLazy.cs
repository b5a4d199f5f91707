namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What is found once for a compilation, when it is first asked for.</summary>
internal sealed class RetryableLazy<T>
    where T : class
{
    private readonly object _gate = new();
    private T? _value;

    // Not a Lazy<T>: one that is cancelled would stay so for every document that comes after.
    public T Get(Func<T> find)
    {
        // Asked for every file: once found, no thread waits for another.
        if (Volatile.Read(ref _value) is { } known)
            return known;
        lock (_gate)
            return _value ??= find();
    }
}
