namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>What is known about a marked method in addition to the columns of an SDK table.</summary>
internal sealed class MarkedCall
{
    /// <summary>The model that the method uses where its caller states none.</summary>
    public string? OwnModel { get; init; }

    public bool ModelIsDeployment { get; init; }

    /// <summary>The parameter with the maximum number of output tokens.</summary>
    public string? Limit { get; init; }

    public string? PromptName { get; init; }

    public string? PromptVersion { get; init; }
}
