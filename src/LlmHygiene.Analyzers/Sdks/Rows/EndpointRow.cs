namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>
/// Where code states the address that a client calls. Without it the client calls the provider of its SDK. A row with neither a member
/// nor a parameter says that the object has what states it.
/// </summary>
internal sealed class EndpointRow
{
    /// <summary>The type of the object, or the type that declares the methods.</summary>
    public required string Type { get; init; }

    /// <summary>The member of the object with the address; null where a parameter has it.</summary>
    public string? Member { get; init; }

    /// <summary>The key in the configuration with the address, which the SDK binds by itself; null where it binds none.</summary>
    public string? Key { get; init; }

    /// <summary>The parameter of constructors and methods with the address.</summary>
    public string? Parameter { get; init; }

    /// <summary>The parameter with an HTTP client whose base address takes precedence.</summary>
    public string? HttpClient { get; init; }

    /// <summary>True for an object that has options: one that is not visible may state any address.</summary>
    public bool IsOptions { get; init; }
}
