namespace LlmHygiene;

/// <summary>The limit of a <see cref="PromptBudget"/> that an execution has reached.</summary>
public enum PromptBudgetLimit
{
    /// <summary><see cref="PromptBudget.Calls"/>.</summary>
    Calls,

    /// <summary><see cref="PromptBudget.Usd"/>.</summary>
    Usd,
}
