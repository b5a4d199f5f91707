namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>How a call ended, by what its span or data point says.</summary>
internal static class Outcomes
{
    public static Outcome Of(Tags tags, bool isError) =>
        tags.Outcome switch
        {
            "success" => Outcome.Success,
            "invalid_output" => Outcome.InvalidOutput,
            "failure" => Outcome.Failure,
            "cancelled" => Outcome.Cancelled,
            "abandoned" => Outcome.Abandoned,

            // A client's own telemetry does not tell whether anyone asked for the end.
            _ when tags.ErrorType is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException" =>
                Outcome.Cancelled,
            _ when isError || tags.ErrorType is not null => Outcome.Failure,
            _ => Outcome.Success,
        };
}
