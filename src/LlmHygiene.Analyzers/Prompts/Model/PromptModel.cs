using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// What one prompt file says, by value: two files that say the same are equal. Nothing here knows where the file is,
/// so that a generator can cache it.
/// </summary>
/// <param name="IsBroken">The file has errors: its name, version and readable inputs are known, its messages are not.</param>
/// <param name="Namespace">The namespace that the file asks for, instead of its folder's.</param>
/// <param name="DeprecationReason">Why nobody should use this version any more.</param>
/// <param name="Tier">The largest class of models that the task needs.</param>
/// <param name="Output">What the response must be; null when it is text.</param>
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
    /// <summary>The size of the fixed text in tokens, where <c>prompts.lock</c> has this very prompt.</summary>
    public int? Tokens { get; init; }

    /// <summary>For a prompt with errors: their rules and the name of its file, as a person reads them. No path.</summary>
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
    public static PromptMessage OfText(PromptRole role, EquatableArray<TemplateNode> text) =>
        new(role, new MessagePart[] { new TextPart(text) }.ToEquatableArray());

    /// <summary>The text of a message that is nothing else; null for one with images or several texts.</summary>
    public TextPart? OnlyText => Parts.Count == 1 ? Parts[0] as TextPart : null;
}

/// <summary>One piece of a message's content.</summary>
internal abstract record MessagePart;

internal sealed record TextPart(EquatableArray<TemplateNode> Text) : MessagePart;

/// <summary>An image at a URI.</summary>
/// <param name="MediaType">Null for a <c>data:</c> URI, which says it itself.</param>
internal sealed record ImageUriPart(EquatableArray<TemplateNode> Uri, string? MediaType) : MessagePart;

/// <summary>An image that the caller passes, or a list of them.</summary>
internal sealed record ImageInputPart(TemplateValue Image) : MessagePart;

/// <summary>The parameters of the call; what the file does not state is null.</summary>
internal sealed record PromptParameters(
    int? MaxOutputTokens = null,
    float? Temperature = null,
    float? TopP = null,
    int? TopK = null,
    float? FrequencyPenalty = null,
    float? PresencePenalty = null,
    long? Seed = null,
    EquatableArray<string> StopSequences = default
);
