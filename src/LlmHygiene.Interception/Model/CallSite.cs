namespace LlmHygiene.Interception.Model;

/// <summary>What is known about a call before it is made.</summary>
/// <param name="Name">Type and member, with an ordinal where the member has several calls: <c>Shop.Triage.AskAsync#2</c>.</param>
/// <param name="ContentHash">The hash of the constant prompt text; null where it has none.</param>
internal sealed record CallSite(
    string Name,
    string Sdk,
    string Operation,
    string? Model,
    string? PromptName,
    string? PromptVersion,
    string? ContentHash
);
