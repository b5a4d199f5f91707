using System.ComponentModel;
using System.Diagnostics;

namespace LlmHygiene;

/// <summary>What is known about an intercepted call before it is made. For generated code only.</summary>
/// <param name="name">Type and member, such as <c>Shop.Triage.AskAsync</c>.</param>
/// <param name="sdk">The SDK.</param>
/// <param name="operation">The operation.</param>
/// <param name="model">The model that the code states.</param>
/// <param name="promptName">The name of the prompt that the code states.</param>
/// <param name="promptVersion">The version of the prompt that the code states.</param>
/// <param name="contentHash">The hash of the constant prompt text.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InterceptedSite(
    string name,
    string sdk,
    string operation,
    string? model,
    string? promptName,
    string? promptVersion,
    string? contentHash
)
{
    internal string Name { get; } = name;

    internal string SpanName { get; } = "call " + name;

    internal string Sdk { get; } = sdk;

    internal string Operation { get; } = operation;

    internal string? Model { get; } = model;

    internal CallTag Tag { get; } = new(promptName, promptVersion);

    internal string? ContentHash { get; } = contentHash;

    /// <summary>What is known of every call of this site that names no other prompt: the tags its span starts with.</summary>
    internal KeyValuePair<string, object?>[] StartTags => field ??= [.. TagsFor(Tag)];

    internal TagList TagsFor(CallTag prompt)
    {
        var tags = new TagList
        {
            { CallTelemetry.SiteKey, Name },
            { CallTelemetry.SdkKey, Sdk },
            { CallTelemetry.OperationKey, Operation },
        };
        if (prompt.Name is not null)
            tags.Add(LlmHygieneTelemetry.PromptNameKey, prompt.Name);
        if (prompt.Version is not null)
            tags.Add(LlmHygieneTelemetry.PromptVersionKey, prompt.Version);
        if (prompt.IsEmpty && ContentHash is not null)
            tags.Add(CallTelemetry.ContentHashKey, ContentHash);
        if (Model is not null)
            tags.Add(CallTelemetry.RequestModelKey, Model);
        return tags;
    }
}
