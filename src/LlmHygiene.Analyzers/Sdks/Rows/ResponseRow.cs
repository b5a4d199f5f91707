using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>
/// How to read a response, a chunk of a stream, or a part of one. A path is a list of members separated by dots; <c>Raw()</c> calls a
/// method. A value of a derived type is read by the row of its base type, too.
/// </summary>
internal sealed class ResponseRow
{
    public required string Type { get; init; }

    /// <summary>The path to the model that produced the response.</summary>
    public string? Model { get; init; }

    /// <summary>The path to the tokens that the model read.</summary>
    public string? Input { get; init; }

    /// <summary>The path to the tokens that the model wrote, those of its reasoning included.</summary>
    public string? Output { get; init; }

    /// <summary>The path to the input tokens that came from the provider's cache.</summary>
    public string? Cached { get; init; }

    /// <summary>The path to the input tokens that were written to the provider's cache.</summary>
    public string? CacheWrite { get; init; }

    /// <summary>The path to the output tokens of the model's reasoning.</summary>
    public string? Reasoning { get; init; }

    /// <summary>True where <see cref="Input"/> has neither the cached tokens nor those that were written to the cache.</summary>
    public bool InputIsWithoutCache { get; init; }

    /// <summary>
    /// True where a stream reports the usage of each of its requests. Otherwise a later chunk repeats what an earlier one has reported.
    /// </summary>
    public bool UsageAdds { get; init; }

    /// <summary>The path to the reason why the response ended.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The path to an object that is there only if the call failed without an exception.</summary>
    public string? Error { get; init; }

    /// <summary>True for the response of a raw HTTP request, whose status and body the runtime reads.</summary>
    public bool IsHttpResponse { get; init; }

    /// <summary>The path to the HTTP status.</summary>
    public string? Status { get; init; }

    /// <summary>The path to the body of an HTTP response, as text or bytes.</summary>
    public string? Body { get; init; }

    /// <summary>Paths to objects, or to lists of objects, that have rows of their own.</summary>
    public ImmutableArray<string> Parts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Every path of the row.</summary>
    public IEnumerable<string> Paths =>
        new[] { Model, Input, Output, Cached, CacheWrite, Reasoning, FinishReason, Error, Status, Body }.OfType<string>().Concat(Parts);
}
