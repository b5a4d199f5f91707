namespace LlmHygiene;

/// <summary>What is measured: the execution of a prompt with its own span, or one call inside another span.</summary>
internal readonly struct MeasurementSubject
{
    public MeasurementSubject(PromptInfo execution, string? rollout)
    {
        Tag = new CallTag(execution.Name, execution.Version);
        Execution = execution;
        Rollout = rollout;
    }

    public MeasurementSubject(CallTag call) => Tag = call;

    public CallTag Tag { get; }

    /// <summary>How the version was chosen; null if there was no selector.</summary>
    public string? Rollout { get; }

    /// <summary>Null for a call that was not made by <see cref="PromptExecution"/>.</summary>
    public PromptInfo? Execution { get; }
}
