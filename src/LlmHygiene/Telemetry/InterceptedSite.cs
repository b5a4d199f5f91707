using System.ComponentModel;

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
}
