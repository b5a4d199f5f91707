using System.Globalization;

namespace LlmHygiene;

/// <summary>
/// An execution of a prompt has used its <see cref="PromptBudget"/>, and needed another model call, which was not made. The
/// execution's outcome is <see cref="LlmHygieneTelemetry.OutcomeOverBudget"/>.
/// </summary>
public sealed class PromptBudgetExceededException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="promptName">The prompt's name.</param>
    /// <param name="promptVersion">The prompt's version.</param>
    /// <param name="exceeded">The limit that was reached.</param>
    /// <param name="limit">The value of the limit.</param>
    /// <param name="used">What the execution had used before the call that was not made.</param>
    public PromptBudgetExceededException(string promptName, string promptVersion, PromptBudgetLimit exceeded, decimal limit, decimal used)
        : base(Text(promptName, promptVersion, exceeded, limit, used)) =>
        (PromptName, PromptVersion, Exceeded, Limit, Used) = (promptName, promptVersion, exceeded, limit, used);

    /// <summary>The prompt's name.</summary>
    public string PromptName { get; }

    /// <summary>The prompt's version.</summary>
    public string PromptVersion { get; }

    /// <summary>The limit that was reached.</summary>
    public PromptBudgetLimit Exceeded { get; }

    /// <summary>The value of the limit: a number of calls, or USD.</summary>
    public decimal Limit { get; }

    /// <summary>What the execution had used before the call that was not made: a number of calls, or USD.</summary>
    public decimal Used { get; }

    private static string Text(string name, string version, PromptBudgetLimit exceeded, decimal limit, decimal used) =>
        exceeded == PromptBudgetLimit.Calls
            ? $"The prompt '{name}' {version} has made {Number(used)} model {(used == 1 ? "call" : "calls")}, and its budget is "
                + $"{Number(limit)} for one execution. The next call was not made."
            : $"The prompt '{name}' {version} has cost {Number(used)} USD, and its budget is {Number(limit)} USD for one execution. "
                + "The next call was not made.";

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
