namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A row of a call table, with the table that it is in.</summary>
/// <param name="marked">Of a method that no table has and the user has marked.</param>
internal sealed class BoundCallRow(SdkTable sdk, CallRow entry, MarkedCall? marked = null)
{
    public SdkTable Sdk { get; } = sdk;

    public CallRow Entry { get; } = entry;

    public MarkedCall? Marked { get; } = marked;

    /// <summary>Of a method that carries <c>[Prompt]</c>.</summary>
    public PromptReference? Prompt { get; init; }
}
