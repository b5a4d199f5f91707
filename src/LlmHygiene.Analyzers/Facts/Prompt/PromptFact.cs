using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Whether the prompt of a call has a name and version.</summary>
internal enum PromptState
{
    /// <summary>A name and version reach the call.</summary>
    Tagged,

    /// <summary>Proven: prompt text is written here, and no version reaches the call.</summary>
    Untagged,

    /// <summary>The text is written by a caller, or a tag may come from code that is not visible.</summary>
    FlowsIn,

    /// <summary>The operation takes data, not a prompt.</summary>
    None,
}

/// <summary>Where the name and version of a prompt are written.</summary>
internal enum PromptTagSource
{
    None,

    /// <summary>In the prompt file or attribute that the called code is generated from.</summary>
    GeneratedPrompt,

    /// <summary>In the prompt file that the call runs.</summary>
    PromptFile,

    /// <summary>In a <c>PromptScope</c> around the call.</summary>
    Scope,

    /// <summary>In a dictionary of the call's options.</summary>
    Options,

    /// <summary>On an activity, in the same method.</summary>
    Activity,

    /// <summary>In an argument of a marked method.</summary>
    Argument,
}

internal sealed record PromptFact(PromptState State, string? Name = null, string? Version = null)
{
    /// <summary>What callers pass in: those callers owe the tag.</summary>
    public ForwardedPrompt Forwarded { get; init; } = ForwardedPrompt.None;

    public PromptTagSource Source { get; init; }

    /// <summary>The values that are written as the version; empty where the version is not written in C#.</summary>
    public IReadOnlyList<IOperation> VersionValues { get; init; } = [];

    public static readonly PromptFact Untagged = new(PromptState.Untagged);

    public static readonly PromptFact FlowsIn = new(PromptState.FlowsIn);

    public static readonly PromptFact None = new(PromptState.None);
}

/// <summary>The parameters through which callers pass a prompt in.</summary>
/// <param name="Texts">Those with its text.</param>
/// <param name="Options">Those with the options of the call, which can carry a tag.</param>
internal sealed record ForwardedPrompt(IReadOnlyCollection<IParameterSymbol> Texts, IReadOnlyCollection<IParameterSymbol> Options)
{
    public static readonly ForwardedPrompt None = new([], []);
}
