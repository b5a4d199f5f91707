namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>
/// Clients of a package that send the output limit in the options under its older name, <c>max_tokens</c>, which newer models refuse.
/// </summary>
internal sealed record OlderLimitName
{
    /// <summary>The type whose calls send it so. An adapter that sends the request itself uses the newer name.</summary>
    public required string Calls { get; init; }

    /// <summary>The member of the options that has the limit.</summary>
    public required string Member { get; init; }

    /// <summary>The last version, major and minor, of which this is known.</summary>
    public required Version Through { get; init; }

    /// <summary>The method of the options that makes the client use the newer name.</summary>
    public required string Switch { get; init; }

    /// <summary>The first version in which that method does not throw.</summary>
    public required Version SwitchSince { get; init; }

    /// <summary>The name of that version, where it is a preview.</summary>
    public required string SwitchSinceName { get; init; }
}
