using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>
/// How the client that constructors (<c>.ctor</c>) or methods make sends its requests: HTTP client, time-out and retries.
/// </summary>
internal sealed class HttpRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>A parameter of the overloads that the row does not apply to, because they take a client that is made elsewhere.</summary>
    public string? OtherClient { get; init; }

    /// <summary>The parameter with an HTTP client, which the SDK uses as it is.</summary>
    public string? HttpClient { get; init; }

    /// <summary>The parameter with the options that have the members below; null where the client itself has them too.</summary>
    public string? Options { get; init; }

    /// <summary>The member with an HTTP client, which the SDK uses as it is.</summary>
    public string? HttpClientMember { get; init; }

    /// <summary>The member with a transport, which is made of an HTTP client.</summary>
    public string? Transport { get; init; }

    /// <summary>The member with the time that one attempt may take.</summary>
    public string? Timeout { get; init; }

    /// <summary>The member with the number of retries.</summary>
    public string? RetriesMember { get; init; }

    /// <summary>The member with the policy that retries.</summary>
    public string? RetryPolicy { get; init; }

    /// <summary>The member that holds <see cref="Timeout"/> and <see cref="RetriesMember"/>, where the options themselves do not.</summary>
    public string? Holder { get; init; }

    /// <summary>How often the SDK retries a request where nothing else is stated.</summary>
    public int Retries { get; init; }

    /// <summary>True when the SDK does not retry where it is given an HTTP client.</summary>
    public bool RetriesOnlyOwn { get; init; }

    /// <summary>The time-out, in seconds, of the HTTP client that the SDK makes where it is given none; 0 where there is none.</summary>
    public int OwnTimeout { get; init; }

    /// <summary>The parameter with the address, where the SDK makes the HTTP client.</summary>
    public string? Address { get; init; }

    /// <summary>True when the client takes the HTTP client of the container where it is given none.</summary>
    public bool UsesContainer { get; init; }

    /// <summary>The exceptions with which a call fails after the last retry.</summary>
    public ImmutableArray<string> Exceptions { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>The class of an object that is made of a value and that the options of a client hold: a transport, a retry policy.</summary>
/// <param name="Type">The class itself; one that is derived from it may do anything.</param>
/// <param name="Parameter">The constructor parameter with the value.</param>
internal sealed record HttpPartRow(string Type, string Parameter)
{
    /// <summary>The value where the parameter is left out.</summary>
    public int Default { get; init; }
}
