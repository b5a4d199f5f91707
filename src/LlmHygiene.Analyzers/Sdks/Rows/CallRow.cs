using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>
/// Methods of one type that make a model produce something. Parameters are found by name, in any overload. Where overloads take different
/// options, each options type has a row, and the row that fits the overload is used.
/// </summary>
internal sealed class CallRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    public required LlmOperation Operation { get; init; }

    /// <summary>
    /// Parameters that carry prompt text or messages, in the order in which they are sent, or <see cref="ClientSourceRow.Receiver"/>.
    /// </summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>How the prompt text names values; null where it is sent as it is. The options of the call contain the values.</summary>
    public PromptTemplateRow? Template { get; init; }

    /// <summary>The parameter with the options object; its type is looked up in <see cref="SdkTable.Options"/>.</summary>
    public string? Options { get; init; }

    /// <summary>The parameter that states the model at the call.</summary>
    public string? Model { get; init; }

    /// <summary>The parameter that limits the output of the call.</summary>
    public string? Limit { get; init; }

    /// <summary>The parameter that turns off the JSON schema which the method sends otherwise.</summary>
    public string? SchemaSwitch { get; init; }

    /// <summary>The parameter with a raw request body, in which anything can be set.</summary>
    public string? Body { get; init; }

    /// <summary>The member of the response with JSON as the service has sent it; null where the response has members of its own.</summary>
    public string? RawAnswer { get; init; }

    /// <summary>The parameter with the client, where it is not the receiver (extension and generated methods).</summary>
    public string? Client { get; init; }

    /// <summary>
    /// The parameter with a function object, or <see cref="ClientSourceRow.Receiver"/>, of a method that also runs functions that are plain
    /// C#: it is a call only where the function is known to be created from a prompt.
    /// </summary>
    public string? Function { get; init; }

    /// <summary>The parameter with the name of a plugin, where an overload takes a function by its name.</summary>
    public string? Plugin { get; init; }

    /// <summary>The parameter with a prompt object, which knows its model, its limit and its version.</summary>
    public string? PromptObject { get; init; }

    /// <summary>
    /// The parameters with the path of a prompt file, or with an object that is loaded from one; <see cref="ClientSourceRow.Receiver"/> for
    /// the instance that the method is called on. The file states prompt, model and limit.
    /// </summary>
    public ImmutableArray<string> PromptFiles { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>
    /// True when the client keeps state, so that each call depends on the previous one, or when it can run only one call at a time.
    /// </summary>
    public bool KeepsState { get; init; }

    /// <summary>
    /// True when the client itself is created with a limit, or with settings that hold one, so that a call without a limit proves nothing.
    /// </summary>
    public bool LimitIsAtClient { get; init; }
}
