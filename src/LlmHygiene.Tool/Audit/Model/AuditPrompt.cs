namespace LlmHygiene.Tool.Audit.Model;

/// <summary>One version of a prompt, from a file or a method with <c>[Prompt]</c>.</summary>
internal sealed record AuditPrompt
{
    public required string Project { get; init; }

    public required string Path { get; init; }

    public required int Line { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary><c>file</c> or <c>method</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The model that the prompt specifies; null if its client decides.</summary>
    public string? Model { get; init; }

    /// <summary>The heaviest tier of model that the prompt declares to need.</summary>
    public string? Tier { get; init; }

    /// <summary>The budget of input tokens.</summary>
    public int? Budget { get; init; }

    /// <summary>The budget of one execution, in USD.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>The budget of one execution, in model calls.</summary>
    public int? BudgetCalls { get; init; }

    public int? MaxOutputTokens { get; init; }

    /// <summary>Null if the prompt states nothing about reasoning, and its model is not known to reason.</summary>
    public AuditReasoning? Reasoning { get; init; }

    public required AuditTokens FixedTokens { get; init; }

    /// <summary><c>locked</c>, <c>changed</c> or <c>unlocked</c>.</summary>
    public required string Lock { get; init; }

    public required string ContentHash { get; init; }

    public string? Deprecated { get; init; }

    /// <summary>The calls that send it.</summary>
    public required IReadOnlyList<AuditPlace> Calls { get; init; }

    /// <summary>Where its class is created or its method is referred to.</summary>
    public required IReadOnlyList<AuditPlace> Uses { get; init; }

    public AuditCost? Cost { get; init; }

    /// <summary>The same for calls in batches.</summary>
    public AuditCost? BatchCost { get; init; }

    /// <summary>Null in reports of earlier versions.</summary>
    public AuditCache? Cache { get; init; }
}
