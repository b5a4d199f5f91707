namespace LlmHygiene.Tool.Audit.Model;

/// <summary>The result of an audit, from which every format is written. Paths are relative to the folder of <see cref="Root"/>.</summary>
internal sealed record AuditReport
{
    /// <summary>The major number changes when readers of the JSON must change.</summary>
    public const string CurrentSchemaVersion = "1.3";

    public const string SchemaId = "https://raw.githubusercontent.com/llmhygiene/llmhygiene/main/docs/schemas/audit.schema.json";

    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string Schema { get; init; } = SchemaId;

    public string SchemaVersion { get; init; } = CurrentSchemaVersion;

    public required AuditTool Tool { get; init; }

    /// <summary>The name of the solution, project or folder that was audited.</summary>
    public required string Root { get; init; }

    /// <summary>The day that shutdown dates are compared with.</summary>
    public required string AsOf { get; init; }

    /// <summary>The day of the model catalog and its prices.</summary>
    public required string CatalogAsOf { get; init; }

    public required AuditSummary Summary { get; init; }

    public required IReadOnlyList<AuditProject> Projects { get; init; }

    public required IReadOnlyList<AuditCall> Calls { get; init; }

    public required IReadOnlyList<AuditPrompt> Prompts { get; init; }

    public required IReadOnlyList<AuditModel> Models { get; init; }

    /// <summary>The token mix by tier: small, medium, large and unknown.</summary>
    public required IReadOnlyList<AuditTier> Tiers { get; init; }

    public required IReadOnlyList<AuditSaving> Savings { get; init; }

    public required IReadOnlyList<AuditRetirement> Retirements { get; init; }

    public required IReadOnlyList<AuditViolation> Violations { get; init; }

    public required IReadOnlyList<AuditNotRead> NotRead { get; init; }
}

internal sealed record AuditTool(string Name, string Version);

internal sealed record AuditSummary
{
    public required int Projects { get; init; }

    public required int Calls { get; init; }

    public required int Prompts { get; init; }

    /// <summary>Models that are known by name.</summary>
    public required int Models { get; init; }

    public required int Errors { get; init; }

    public required int Warnings { get; init; }

    public required int Suggestions { get; init; }

    public required int NotRead { get; init; }

    /// <summary>The sum of the fixed tokens of all prompts.</summary>
    public required int FixedTokens { get; init; }

    /// <summary>The price of 1,000 runs of every call, as far as it is known.</summary>
    public required AuditCost Cost { get; init; }

    /// <summary>Calls whose price is known at least in part.</summary>
    public required int PricedCalls { get; init; }
}

internal sealed record AuditProject(string Path, IReadOnlyList<string> Frameworks, bool IsComplete);

/// <summary>A place in the code.</summary>
internal sealed record AuditPlace(string Path, int Line);

/// <summary>What could not be read, and why.</summary>
/// <param name="Kind"><c>restore</c>, <c>load</c>, <c>compile</c>, <c>analysis</c> or <c>language</c>.</param>
internal sealed record AuditNotRead(string Path, string? Framework, string Kind, string Reason)
{
    public const string Restore = "restore";
    public const string Load = "load";
    public const string Compile = "compile";

    /// <summary>A rule failed, which is a bug of this tool.</summary>
    public const string Analysis = "analysis";

    public const string Language = "language";

    public static readonly string[] Kinds = [Analysis, Compile, Language, Load, Restore];
}
