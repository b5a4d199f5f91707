namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>What a span means for counting calls.</summary>
internal enum SpanKind : byte
{
    /// <summary>Not a call; kept because it can be between a call and its prompt.</summary>
    Other = 0,

    /// <summary><c>prompt {name}</c> of a generated prompt: one call, with all model calls below it.</summary>
    Execution = 1,

    /// <summary><c>prompt {name}</c> of a PromptScope: the prompt of the model calls below it.</summary>
    Scope = 2,

    /// <summary>The span of a client for a model call, such as <c>chat {model}</c>.</summary>
    ModelCall = 3,

    /// <summary><c>execute_tool {name}</c>: model calls below it belong to the tool.</summary>
    Tool = 4,

    /// <summary><c>call {site}</c> of an interceptor: one call, with all model calls below it.</summary>
    Call = 5,
}

internal enum Outcome : byte
{
    Success = 0,
    InvalidOutput = 1,
    Failure = 2,
    Cancelled = 3,
    Abandoned = 4,

    /// <summary>A failure: the budget of the prompt ended it.</summary>
    OverBudget = 5,

    /// <summary>The output limit cut the response off.</summary>
    Truncated = 6,

    /// <summary>The provider's content filter ended the response.</summary>
    Filtered = 7,
}

/// <summary>The needed data of one span.</summary>
internal struct SpanRow
{
    public ulong Key;
    public ulong Parent;
    public SpanKind Kind;
    public Tags Tags;
    public Outcome Outcome;
    public long Start;
    public long End;
    public long? InputTokens;
    public long? OutputTokens;
    public long? CachedTokens;
    public long? CacheWriteTokens;
    public long? ReasoningTokens;
    public double? FirstChunk;

    /// <summary>The measured US dollars.</summary>
    public double? Cost;
}

/// <summary>The known attributes of a span or a data point.</summary>
internal struct Tags
{
    public string? Prompt;
    public string? Version;
    public string? RequestModel;
    public string? ResponseModel;
    public string? Rollout;
    public string? Outcome;
    public string? ErrorType;
    public string? Operation;
    public string? TokenType;

    /// <summary>Of a call that an interceptor measures: type and member.</summary>
    public string? Site;
    public string? Sdk;
    public string? CallOperation;
    public string? ContentHash;

    /// <summary>The outcome by the finish reason of a model call; null if the response ended normally.</summary>
    public Outcome? FinishedBy;
}
