using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Sdks.Marked;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>A row of a call table, with the table it stands in.</summary>
/// <param name="marked">Of a method that no table has and the user has marked.</param>
internal sealed class BoundCall(SdkTable sdk, CallEntry entry, MarkedCall? marked = null)
{
    public SdkTable Sdk { get; } = sdk;

    public CallEntry Entry { get; } = entry;

    public MarkedCall? Marked { get; } = marked;

    /// <summary>Of a method that carries <c>[Prompt]</c>.</summary>
    public StatedPrompt? Prompt { get; init; }
}
