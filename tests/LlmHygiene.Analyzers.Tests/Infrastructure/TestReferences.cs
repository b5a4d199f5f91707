using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>References from the targeting pack and from the restored SDK packages; nothing is downloaded when tests run.</summary>
internal static class TestReferences
{
    private static readonly string[] s_sdkAssemblies =
    [
        "Anthropic",
        "Azure.AI.Inference",
        "Azure.AI.OpenAI",
        "Azure.Core",
        "Betalgo.Ranul.OpenAI",
        "Betalgo.Ranul.OpenAI.Contracts",
        "Microsoft.Agents.AI.Abstractions",
        "Microsoft.Extensions.AI",
        "Microsoft.Extensions.AI.Abstractions",
        "Microsoft.Extensions.AI.OpenAI",
        "Microsoft.Extensions.Caching.Abstractions",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.SemanticKernel.Abstractions",
        "Microsoft.SemanticKernel.Connectors.OpenAI",
        "Microsoft.SemanticKernel.Core",
        "ModelContextProtocol.Core",
        "OllamaSharp",
        "OpenAI",
        "System.ClientModel",
        "System.Memory.Data",
    ];

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static ImmutableArray<MetadataReference> Framework { get; } =
    [.. Directory.GetFiles(Metadata("FrameworkReferences"), "*.dll").Select(path => MetadataReference.CreateFromFile(path))];

    public static ImmutableArray<MetadataReference> Sdks { get; } = [.. s_sdkAssemblies.Select(FromOutput)];

    /// <summary>Separate from the others, because it declares a type with the same name as one of Microsoft.Extensions.AI.</summary>
    public static MetadataReference Agents { get; } = FromOutput("Microsoft.Agents.AI");

    /// <summary>
    /// Separate from the others, because code that uses it does not compile with an older Azure.AI.OpenAI than the one it was built
    /// against.
    /// </summary>
    public static MetadataReference AzureOpenAIConnector { get; } = FromOutput("Microsoft.SemanticKernel.Connectors.AzureOpenAI");

    public static MetadataReference NewtonsoftJson => FromOutput("Newtonsoft.Json");

    /// <summary>HTTP libraries by which programs send requests without an SDK.</summary>
    public static ImmutableArray<MetadataReference> HttpLibraries { get; } =
    [.. new[] { "Flurl", "Flurl.Http", "Refit", "Refit.HttpClientFactory", "RestSharp" }.Select(FromOutput)];

    /// <summary>The configuration and the host, which most tests do not need.</summary>
    public static ImmutableArray<MetadataReference> Configuration { get; } =
    [
        .. new[]
        {
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.Configuration.Binder",
            "Microsoft.Extensions.Configuration.FileExtensions",
            "Microsoft.Extensions.Configuration.Json",
            "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.Hosting",
            "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
        }.Select(FromOutput),
    ];

    public static MetadataReference Runtime { get; } = FromOutput("LlmHygiene");

    public static ImmutableArray<MetadataReference> All { get; } = [.. Framework, .. Sdks, Runtime];

    public static MetadataReference FromOutput(string assembly) =>
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    private static string Metadata(string key) =>
        typeof(TestReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
