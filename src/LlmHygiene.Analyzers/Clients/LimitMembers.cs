using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Where a call can state an output limit.</summary>
internal static class LimitMembers
{
    /// <summary>
    /// The members that state the limit, the usual one first; empty where neither the method nor an overload takes options that have one.
    /// </summary>
    public static IReadOnlyList<LimitMember> Of(SdkCall call, SdkCatalog catalog)
    {
        if (OptionsParameter(call.Method, call) is { } own)
            return catalog.LimitsOf(call.Options?.Type is { } given && catalog.FindOptions(given) is not null ? given : own.Type);
        foreach (var overload in call.Method.ContainingType.GetMembers(call.Method.Name).OfType<IMethodSymbol>())
            if (OptionsParameter(overload, call) is { } other && catalog.LimitsOf(other.Type) is { Count: > 0 } found)
                return found;
        return [];
    }

    private static IParameterSymbol? OptionsParameter(IMethodSymbol method, SdkCall call) =>
        call.Entry.Options is { } name ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name) : null;
}
