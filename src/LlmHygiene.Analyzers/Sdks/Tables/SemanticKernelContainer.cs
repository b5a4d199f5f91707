using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The kernel of Semantic Kernel as a container of services.</summary>
internal static class SemanticKernelContainer
{
    private const string Namespace = "Microsoft.SemanticKernel.";

    public static readonly ContainerRow Container = new()
    {
        Builders = ImmutableArray.Create(Namespace + "IKernelBuilder"),
        FactoryType = Namespace + "Kernel",
        Factory = "CreateBuilder",
        Build = "Build",
        Copy = "Clone",
        Services = "Services",
        ServicesParameter = "services",
        Requests = ImmutableArray.Create("GetRequiredService"),
        OwnRegistration = "AddKernel",
        Key = "serviceId",
        AssemblyPrefix = Namespace,
    };
}
