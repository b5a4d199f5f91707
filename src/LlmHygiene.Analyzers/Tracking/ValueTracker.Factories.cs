namespace LlmHygiene.Analyzers.Tracking;

// Values that come out of a factory have the arguments of the calls through which they came.
internal sealed partial class ValueTracker
{
    // Where it is not null: the only calls of these methods through which values come.
    private EnteredCalls? _only;

    /// <summary>The calls that were entered so far.</summary>
    public EnteredCalls Entered { get; } = new();

    /// <summary>The same, where values come out of these methods through these calls only.</summary>
    public ValueTracker Through(EnteredCalls calls) =>
        new(_scope, _catalog, _followCallers, _followReturns, _followMembers) { _only = calls };
}
