namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>The provider that answers a call, by the address that its client is given.</summary>
/// <param name="Name">As the list of models names it; null where it is not known.</param>
/// <param name="IsStated">True where the code states an address; false where the SDK decides.</param>
internal readonly record struct ModelProvider(string? Name, bool IsStated)
{
    /// <summary>An address that is not known, or is no provider's: what a model of that name does there is not known.</summary>
    public static readonly ModelProvider Unknown = new(null, IsStated: true);

    /// <summary>No address is stated.</summary>
    public static readonly ModelProvider OfSdk = new(null, IsStated: false);

    public bool IsUnknown => IsStated && Name is null;
}
