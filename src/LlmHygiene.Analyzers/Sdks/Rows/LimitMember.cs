using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>The member that limits the output of a call, such as <c>ChatOptions.MaxOutputTokens</c>.</summary>
/// <param name="Type">The type that declares it: the options of the call, or an object inside them.</param>
internal sealed record LimitMember(INamedTypeSymbol Type, string Name)
{
    public override string ToString() => Type.Name + "." + Name;
}
