using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Every name in the rows of containers exists in the packages.</summary>
public class ContainerRowTests
{
    private static readonly CSharpCompilation s_packages = CSharpCompilation.Create(
        "T",
        references: StubSdk.Build(
            [
                .. TestReferences.All,
                TestReferences.AzureOpenAIConnector,
                TestReferences.FromOutput("Microsoft.Extensions.DependencyInjection"),
            ],
            KernelMemoryStubs.All
        )
    );

    [Fact]
    public void Names_of_containers_exist() => Assert.Equal([], Containers.Rows.SelectMany(Missing));

    [Fact]
    public void The_comparison_finds_a_wrong_name() =>
        Assert.Equal(
            ["Microsoft.SemanticKernel.IKernelBuilders", "Builds"],
            Missing(
                new ContainerRow
                {
                    Builders = ["Microsoft.SemanticKernel.IKernelBuilders"],
                    Build = "Builds",
                    Key = "serviceId",
                    AssemblyPrefix = "Microsoft.SemanticKernel.",
                }
            )
        );

    private static IEnumerable<string> Missing(ContainerRow row)
    {
        foreach (var type in row.Builders.Append(row.FactoryType).OfType<string>())
            if (s_packages.GetTypesByMetadataName(type).IsEmpty)
                yield return type;
        var members = Members(row).ToList();
        foreach (
            var name in row
                .Requests.Concat(row.Registrations)
                .Concat(new[] { row.Factory, row.Build, row.Copy, row.Services, row.OwnRegistration }.OfType<string>())
        )
            if (!members.Exists(member => member.Name == name))
                yield return name;
        foreach (var name in new[] { row.Key, row.ServicesParameter }.OfType<string>())
            if (!members.OfType<IMethodSymbol>().Any(method => method.Parameters.Any(parameter => parameter.Name == name)))
                yield return name;
    }

    private static IEnumerable<ISymbol> Members(ContainerRow row) =>
        s_packages
            .References.Select(s_packages.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Where(assembly => assembly.Name.StartsWith(row.AssemblyPrefix, StringComparison.Ordinal))
            .SelectMany(assembly => TypesOf(assembly.GlobalNamespace))
            .SelectMany(type => type.GetMembers());

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesOf));
}
