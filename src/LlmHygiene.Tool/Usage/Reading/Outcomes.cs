namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>The outcome of a call, from the attributes of its span or data point.</summary>
internal static class Outcomes
{
    /// <summary>The outcomes of calls that ended with a response.</summary>
    public static readonly IReadOnlyList<Outcome> WithResponse =
    [
        Outcome.Success,
        Outcome.InvalidOutput,
        Outcome.Truncated,
        Outcome.Filtered,
    ];

    public static Outcome Of(Tags tags, bool isError) =>
        tags.Outcome switch
        {
            "success" => Outcome.Success,
            "invalid_output" => Outcome.InvalidOutput,
            "truncated" => Outcome.Truncated,
            "filtered" => Outcome.Filtered,
            "failure" => Outcome.Failure,
            "over_budget" => Outcome.OverBudget,
            "cancelled" => Outcome.Cancelled,
            "abandoned" => Outcome.Abandoned,

            // The telemetry of a client does not show whether the cancellation was requested.
            _ when tags.ErrorType is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException" =>
                Outcome.Cancelled,
            _ when isError || tags.ErrorType is not null => Outcome.Failure,
            _ => tags.FinishedBy ?? Outcome.Success,
        };
}
