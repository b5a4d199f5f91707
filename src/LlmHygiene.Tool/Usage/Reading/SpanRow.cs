namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>What a span is to the count of calls.</summary>
internal enum SpanKind : byte
{
    /// <summary>No call; kept because a call's place in its trace may lead through it.</summary>
    Other = 0,

    /// <summary><c>prompt {name}</c> of a generated prompt: one call, with all model calls below it.</summary>
    Execution = 1,

    /// <summary><c>prompt {name}</c> of a PromptScope: names the prompt of the model calls below it.</summary>
    Scope = 2,

    /// <summary>The client's own span of a model call, such as <c>chat {model}</c>.</summary>
    ModelCall = 3,

    /// <summary><c>execute_tool {name}</c>: a model call below it is the tool's own.</summary>
    Tool = 4,
}

internal enum Outcome : byte
{
    Success = 0,
    InvalidOutput = 1,
    Failure = 2,
    Cancelled = 3,
    Abandoned = 4,
}

/// <summary>One span, as far as it matters here.</summary>
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
    public double? FirstChunk;
}

/// <summary>The attributes of a span or a data point that are asked for.</summary>
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
}
