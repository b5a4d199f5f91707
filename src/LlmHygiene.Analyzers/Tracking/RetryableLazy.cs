namespace LlmHygiene.Analyzers.Tracking;

/// <summary>A value that is computed once per compilation, when it is first requested.</summary>
internal sealed class RetryableLazy<T>
    where T : class
{
    private readonly object _gate = new();
    private T? _value;

    // Not a Lazy<T>: a cancelled one would stay cancelled for every document that follows.
    public T Get(Func<T> find)
    {
        // Requested for every file: once the value is there, no thread waits for another.
        if (Volatile.Read(ref _value) is { } known)
            return known;
        lock (_gate)
            return _value ??= find();
    }
}
