using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// Service containers, by the names of their members. One container is filled through the methods of another, so a name counts wherever it
/// is declared.
/// </summary>
internal static class Containers
{
    public static readonly ImmutableArray<ContainerRow> Rows = ImmutableArray.Create(
        DependencyInjectionSdk.Container,
        SemanticKernelContainer.Container,
        KernelMemorySdk.Container
    );

    private static readonly HashSet<string> s_requests = Names(static row => row.Requests);

    private static readonly HashSet<string> s_registrations = Names(static row => row.Registrations);

    private static readonly HashSet<string> s_framework =
    [
        .. DependencyInjectionSdk.Container.Registrations,
        .. DependencyInjectionSdk.Container.Requests,
        .. DependencyInjectionSdk.FrameworkMethods,
    ];

    /// <summary>The names of the methods that register the service of their type argument.</summary>
    public static IReadOnlyCollection<string> Registrations => s_registrations;

    /// <summary>The names of the methods that register a container as a service of the application.</summary>
    public static IEnumerable<string> OwnRegistrations
    {
        get
        {
            foreach (var row in Rows)
                if (row.OwnRegistration is { } name)
                    yield return name;
        }
    }

    /// <summary>True for a method that returns the service of its type argument, such as <c>GetRequiredService</c>.</summary>
    public static bool IsRequest(IMethodSymbol method) => s_requests.Contains(method.Name);

    /// <summary>True for a name that only methods of the framework have, unless the project declares one itself.</summary>
    public static bool IsNameOfFramework(string name) => s_framework.Contains(name);

    /// <summary>True for a method that registers the service of its type argument, such as <c>AddSingleton</c>.</summary>
    public static bool IsRegistration(IMethodSymbol method) => s_registrations.Contains(method.Name);

    /// <summary>True for a method that builds the container from its builder.</summary>
    public static bool IsBuild(IMethodSymbol method) => Any(method.Name, static (row, name) => row.Build == name);

    public static bool IsCopy(IMethodSymbol method) => Any(method.Name, static (row, name) => row.Copy == name);

    /// <summary>True for a method that creates a builder of any type.</summary>
    public static bool IsFactory(IMethodSymbol method) => Any(method.Name, static (row, name) => row.Factory == name);

    /// <summary>True for a method that creates a builder whose services are not the application's.</summary>
    public static bool IsOwnFactory(IMethodSymbol method)
    {
        foreach (var row in Rows)
            if (row.Factory == method.Name && FullName(method.ContainingType) == row.FactoryType)
                return true;
        return false;
    }

    /// <summary>True for the member of a container or builder that holds its services.</summary>
    public static bool IsServices(ISymbol member) => Any(member.Name, static (row, name) => row.Services == name);

    public static bool IsServicesParameter(IParameterSymbol? parameter) =>
        parameter is not null && Any(parameter.Name, static (row, name) => row.ServicesParameter == name);

    /// <summary>True for the parameter with the key of a service.</summary>
    public static bool IsKey(IParameterSymbol? parameter) =>
        parameter is not null && Any(parameter.Name, static (row, name) => row.Key == name);

    /// <summary>True for a type on which services are registered.</summary>
    public static bool IsBuilder(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        foreach (var row in Rows)
        foreach (var builder in row.Builders)
            if (builder.EndsWith(type.Name, StringComparison.Ordinal) && FullName(type) == builder)
                return true;
        return false;
    }

    /// <summary>True for a method of the frameworks themselves, which registers no model unless a table says so.</summary>
    public static bool IsOfFramework(IMethodSymbol method)
    {
        if (method.ContainingAssembly?.Name is not { } assembly)
            return false;
        foreach (var row in Rows)
            if (assembly.StartsWith(row.AssemblyPrefix, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>The name as the tables write it.</summary>
    public static string FullName(ITypeSymbol type) =>
        type.OriginalDefinition.ContainingNamespace is { IsGlobalNamespace: false } space
            ? $"{space.ToDisplayString()}.{type.OriginalDefinition.MetadataName}"
            : type.MetadataName;

    private static bool Any(string name, Func<ContainerRow, string, bool> has)
    {
        foreach (var row in Rows)
            if (has(row, name))
                return true;
        return false;
    }

    private static HashSet<string> Names(Func<ContainerRow, ImmutableArray<string>> of)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Rows)
            names.UnionWith(of(row));
        return names;
    }
}
