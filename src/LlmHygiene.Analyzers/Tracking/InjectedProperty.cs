using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>A property that Razor sets to a service: <c>@inject IChatClient Client</c>.</summary>
internal static class InjectedProperty
{
    public static bool Is(IPropertySymbol property) => AttributeOf(property) is not null;

    /// <summary>The key of the service; null where the service has none.</summary>
    public static object? KeyOf(IPropertySymbol property)
    {
        if (AttributeOf(property) is { } attribute)
            foreach (var named in attribute.NamedArguments)
                if (named.Key == DependencyInjectionSdk.InjectKey)
                    return named.Value.Value;
        return null;
    }

    private static AttributeData? AttributeOf(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes())
            if (attribute.AttributeClass is { Name: var name } && DependencyInjectionSdk.InjectAttributes.Contains(name))
                return attribute;
        return null;
    }
}
