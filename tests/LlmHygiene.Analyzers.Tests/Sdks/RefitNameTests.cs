using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The names of Refit that the analyzer looks for are in its package.</summary>
public class RefitNameTests
{
    private static readonly Compilation s_compilation = TestCode.Compile(
        [],
        [.. TestReferences.All, .. TestReferences.HttpLibraries, TestReferences.FromOutput("Microsoft.Extensions.Http")]
    );

    [Fact]
    public void The_attributes_are_declared() =>
        Assert.All(
            [.. RefitClients.Verbs, RefitClients.Prefix, RefitClients.Body, RefitClients.Alias, .. RefitClients.NoBody],
            name => Assert.NotNull(s_compilation.GetTypeByMetadataName(RefitClients.Name + "." + name))
        );

    [Fact]
    public void The_methods_that_make_a_client_are_declared()
    {
        var service = s_compilation.GetTypeByMetadataName(RefitClients.Name + "." + RefitClients.Service)!;
        var parameters = RefitClients
            .Make.SelectMany(name => service.GetMembers(name).OfType<IMethodSymbol>())
            .SelectMany(method => method.Parameters)
            .Select(parameter => parameter.Name)
            .ToList();
        Assert.All(RefitClients.Make, name => Assert.NotEmpty(service.GetMembers(name)));
        Assert.Contains(RefitClients.HostUrl, parameters);
        Assert.Contains(RefitClients.HttpClient, parameters);
        var registration = s_compilation.GetTypeByMetadataName(RefitClients.Name + ".HttpClientFactoryExtensions")!;
        Assert.All(RefitClients.Register, name => Assert.NotEmpty(registration.GetMembers(name)));
        var response = s_compilation.GetTypeByMetadataName(RefitClients.Name + ".ApiResponse`1")!;
        Assert.NotEmpty(response.GetMembers(RefitClients.Answer));
    }
}
