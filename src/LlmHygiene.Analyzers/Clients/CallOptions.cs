using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>What is known about the options of a call: the values written to the relevant members.</summary>
internal sealed class CallOptions
{
    /// <summary>No options argument, or one that is proven to be null.</summary>
    public static readonly CallOptions None = new();

    public IReadOnlyList<IOperation> ModelValues { get; init; } = [];

    public IReadOnlyList<IOperation> LimitValues { get; init; } = [];

    /// <summary>The limit, where writes such as <c>options.MaxOutputTokens += 100</c> compute one that is known.</summary>
    public long? ComputedLimit { get; init; }

    /// <summary>True when the object cannot be created without a limit.</summary>
    public bool LimitIsRequired { get; init; }

    /// <summary>What is written to the dictionary that can carry a prompt tag.</summary>
    public IReadOnlyList<IOperation> TagValues { get; init; } = [];

    /// <summary>Other uses of that dictionary, through which more can be written to it.</summary>
    public IReadOnlyList<IOperation> TagUses { get; init; } = [];

    /// <summary>Prompt text in the options themselves, such as instructions.</summary>
    public IReadOnlyList<IOperation> PromptValues { get; init; } = [];

    /// <summary>Those of them that settings inside the options have.</summary>
    public IReadOnlyList<IOperation> InnerPromptValues { get; init; } = [];

    /// <summary>Whether there are settings: always, never, or null where it depends.</summary>
    public bool? HasSettings { get; init; } = false;

    /// <summary>True when the options can be null.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>True when the prompt is a file of the project.</summary>
    public bool HasPromptFile { get; init; }

    /// <summary>The values of members through which anything can be set.</summary>
    public IReadOnlyList<IOperation> OpaqueValues { get; init; } = [];

    /// <summary>The prompt objects whose <c>ToOptions()</c> created the options.</summary>
    public IReadOnlyList<ITypeSymbol> Prompts { get; init; } = [];

    /// <summary>True when the options are read from the configuration, which states the model and may set a limit.</summary>
    public bool IsBound { get; init; }

    /// <summary>True when a tag may be written that is not visible, apart from what callers supply.</summary>
    public bool TagsAreUnknown { get; init; }

    /// <summary>True when code outside the type may have set any member.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>True when the options can be one of several objects, or a tag may come too late.</summary>
    public bool TagsMayBeMissing { get; init; }

    /// <summary>True when the options can be one of several objects, and not each is seen to be made with a model.</summary>
    public bool ModelMayBeMissing { get; init; }

    /// <summary>The same for the limit.</summary>
    public bool LimitMayBeMissing { get; init; }

    /// <summary>True when the object is unknown only because code outside this compilation may pass another one in.</summary>
    public bool IsUnknownOutsideOnly { get; init; }

    /// <summary>What is written to members that put further parameters into the request.</summary>
    public IReadOnlyList<WrittenParameter> Parameters { get; init; } = [];

    /// <summary>False when the options can be one of several objects, or null.</summary>
    public bool IsSingle { get; init; } = true;

    /// <summary>True when code that is not visible may replace what is written to the members.</summary>
    public bool MayBeReplaced { get; init; }

    /// <summary>The parameters through which callers hand in what can carry a tag.</summary>
    public IReadOnlyList<IParameterSymbol> Callers { get; init; } = [];

    public static readonly CallOptions Unknown = new() { IsUnknown = true, TagsAreUnknown = true };
}

/// <summary>A value that is written to a member which puts a parameter into the request.</summary>
internal sealed record WrittenParameter(ParameterMember Row, IOperation Value);
