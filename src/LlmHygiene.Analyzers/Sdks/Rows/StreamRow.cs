namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>
/// A class of an SDK that is a stream, and how another object of it is created that passes the chunks on. Without a row, only streams of
/// the interface <c>IAsyncEnumerable</c> can be replaced.
/// </summary>
internal sealed class StreamRow
{
    public required string Type { get; init; }

    /// <summary>
    /// The abstract method that yields the pages of the stream, where the class is to be derived from. The pages of the other object are
    /// of no use, so a stream whose pages are read is not replaced.
    /// </summary>
    public string? Pages { get; init; }

    /// <summary>The abstract method that yields the chunks in a page.</summary>
    public string? Values { get; init; }

    /// <summary>The static method that creates a stream from a response and a method that yields its chunks.</summary>
    public string? Factory { get; init; }

    /// <summary>
    /// The class that declares <see cref="Factory"/>, where it is not the stream's own. Its method takes a response, a method of the body
    /// and a token that yields the chunks, and a token. Such a stream does not return its response, but has the response's properties.
    /// </summary>
    public string? FactoryType { get; init; }

    /// <summary>The method that returns the response.</summary>
    public string? Response { get; init; }

    /// <summary>The method that yields the chunks.</summary>
    public string? Chunks { get; init; }
}
