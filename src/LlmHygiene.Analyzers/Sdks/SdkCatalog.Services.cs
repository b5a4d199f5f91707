using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Tables;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    /// <summary>The names of the methods that begin a pipeline and register its client, such as <c>AddChatClient</c>.</summary>
    public static IReadOnlyCollection<string> PipelineRegistrationNames => ServiceNames.Services.Keys;

    /// <summary>
    /// The services that such a method registers, wherever it is declared: packages have methods of the same name that make the client
    /// by themselves. Empty for any other name.
    /// </summary>
    public static IReadOnlyCollection<string> ServicesOfPipelineRegistration(string methodName) =>
        ServiceNames.Services.TryGetValue(methodName, out var services) ? services : [];

    /// <summary>True for the name of a parameter in which some SDK, referenced or not, takes the model of a client.</summary>
    public static bool IsModelParameter(string name) => ServiceNames.ModelParameters.Contains(name);

    // Apart, so that it is read after the tables, and only where a service is injected.
    private static class ServiceNames
    {
        public static readonly Dictionary<string, HashSet<string>> Services = Find();

        public static readonly HashSet<string> ModelParameters = FindModelParameters();

        private static Dictionary<string, HashSet<string>> Find()
        {
            var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            foreach (var table in SdkTables.All)
            foreach (var pipeline in table.Pipelines)
            foreach (var method in pipeline.IsRegistration ? pipeline.Methods : ImmutableArray<string>.Empty)
            {
                if (!found.TryGetValue(method, out var services))
                    found.Add(method, services = new(StringComparer.Ordinal));
                services.Add(pipeline.Service);
            }

            return found;
        }

        private static HashSet<string> FindModelParameters()
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            foreach (var table in SdkTables.All)
            foreach (var source in table.ClientSources)
                if (source.Model is { } name)
                    found.Add(name);
            return found;
        }
    }
}
