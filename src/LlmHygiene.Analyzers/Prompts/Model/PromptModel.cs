using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// The content of one prompt file, compared by value: two files with the same content are equal. It does not contain the location of the
/// file, so that a generator can cache it.
/// </summary>
/// <param name="IsBroken">True when the file has errors: its name, version and readable inputs are known, its messages are not.</param>
/// <param name="Namespace">The namespace that the file specifies instead of that of its folder.</param>
/// <param name="DeprecationReason">Why this version should not be used any more.</param>
/// <param name="Tier">The largest class of models that the task needs.</param>
/// <param name="Output">The required format of the response; null for text.</param>
internal sealed record PromptModel(
    string Name,
    string FamilyName,
    SemanticVersion Version,
    bool IsBroken,
    string? Description,
    string? ModelId,
    PromptParameters Parameters,
    Tier? Tier,
    int? InputTokenBudget,
    EquatableArray<PromptInput> Inputs,
    EquatableArray<PromptMessage> Messages,
    string? Namespace,
    string? DeprecationReason,
    string ContentHash,
    PromptOutput? Output = null
)
{
    /// <summary>What one execution may use; null when the file states no such limit.</summary>
    public ExecutionBudget? Budget { get; init; }

    /// <summary>The size of the fixed text in tokens, where <c>prompts.lock</c> has exactly this prompt.</summary>
    public int? Tokens { get; init; }

    /// <summary>For a prompt with errors: their rules and the name of its file, for people. Contains no path.</summary>
    public string? ErrorSource { get; init; }
}

internal enum PromptRole
{
    System,
    User,
    Assistant,
}

internal sealed record PromptMessage(PromptRole Role, EquatableArray<MessagePart> Parts)
{
    /// <summary>The most messages with a cache mark: Anthropic and Amazon Bedrock return an error for a request with more.</summary>
    public const int MaxCached = 4;

    /// <summary>True when the provider should cache the prompt up to the end of this message.</summary>
    public bool IsCached { get; init; }

    public static PromptMessage OfText(PromptRole role, EquatableArray<TemplateNode> text) =>
        new(role, EquatableArray.Of<MessagePart>(new TextPart(text)));

    /// <summary>The text of a message that consists of one text; null for a message with images or several texts.</summary>
    public TextPart? OnlyText => Parts.Count == 1 ? Parts[0] as TextPart : null;
}

/// <summary>One piece of a message's content.</summary>
internal abstract record MessagePart;

internal sealed record TextPart(EquatableArray<TemplateNode> Text) : MessagePart;

/// <summary>An image at a URI.</summary>
/// <param name="MediaType">Null for a <c>data:</c> URI, which contains it.</param>
internal sealed record ImageUriPart(EquatableArray<TemplateNode> Uri, string? MediaType) : MessagePart;

/// <summary>An image that the caller passes, or a list of them.</summary>
internal sealed record ImageInputPart(TemplateValue Image) : MessagePart;

/// <summary>The parameters of the call; null for those that the file does not state.</summary>
internal sealed record PromptParameters(
    int? MaxOutputTokens = null,
    float? Temperature = null,
    float? TopP = null,
    int? TopK = null,
    float? FrequencyPenalty = null,
    float? PresencePenalty = null,
    long? Seed = null,
    EquatableArray<string> StopSequences = default,
    PromptReasoning? Reasoning = null
);
