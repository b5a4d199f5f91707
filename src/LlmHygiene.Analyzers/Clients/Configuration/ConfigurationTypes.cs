using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients.Configuration;

/// <summary>The types of the configuration and its options.</summary>
internal static class ConfigurationTypes
{
    public static bool IsConfiguration(ITypeSymbol? type) => Is(type, ConfigurationSdk.Configuration);

    public static bool IsSection(ITypeSymbol? type) => Is(type, ConfigurationSdk.Section);

    /// <summary>True for <c>IOptions&lt;T&gt;</c> and the like.</summary>
    public static bool IsOptions(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1, MetadataName: var name } && ConfigurationSdk.OptionsTypes.Contains(name);

    /// <summary>
    /// The options class of <c>options.Value</c>, <c>monitor.CurrentValue</c> and <c>snapshot.Get(name)</c>; null for any other value.
    /// </summary>
    public static INamedTypeSymbol? OptionsOf(IOperation value) =>
        value switch
        {
            IPropertyReferenceOperation { Property.Name: var name, Instance: { } holder }
                when IsOptions(holder.Type) && ConfigurationSdk.OptionsMembers.Contains(name) => value.Type,
            IInvocationOperation { TargetMethod.Name: ConfigurationSdk.Get, Instance: { } holder } when IsOptions(holder.Type) =>
                value.Type,
            _ => null,
        } as INamedTypeSymbol;

    /// <summary>The key of a property, without that of its object.</summary>
    public static string KeyOf(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes())
            if (attribute is { AttributeClass.Name: ConfigurationSdk.KeyAttribute, ConstructorArguments: [{ Value: string key }] })
                return key;
        return property.Name;
    }

    private static bool Is(ITypeSymbol? type, string name) =>
        type is not null
        && (
            Containers.FullName(type) == name
            || type.AllInterfaces.Any(implemented =>
                implemented.Name == name.Substring(name.LastIndexOf('.') + 1) && Containers.FullName(implemented) == name
            )
        );
}
