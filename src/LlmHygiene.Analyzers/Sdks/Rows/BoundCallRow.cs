namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A row of a call table, with the table that it is in.</summary>
/// <param name="marked">Set for a method that the user has marked and that no table has.</param>
internal sealed class BoundCallRow(SdkTable sdk, CallRow entry, MarkedCall? marked = null)
{
    public SdkTable Sdk { get; } = sdk;

    public CallRow Entry { get; } = entry;

    public MarkedCall? Marked { get; } = marked;

    /// <summary>False for a project that keeps to a version in which anything could be set in a configuration.</summary>
    public bool ReadsConfiguration { get; init; }

    /// <summary>Set for a method that carries <c>[Prompt]</c>.</summary>
    public PromptReference? Prompt { get; init; }
}
