using LlmHygiene.Analyzers.Sdks.Tables;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    /// <summary>
    /// The names of the methods that begin a pipeline and register its client as the service, such as <c>AddChatClient</c>. Other packages
    /// have methods with these names that create the client themselves.
    /// </summary>
    public IReadOnlyCollection<string> PipelineRegistrationsOf(string service)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rows in _pipelines.Values)
        foreach (var row in rows)
            if (row.IsRegistration && row.Service == service)
                names.UnionWith(row.Methods);
        return names;
    }

    /// <summary>True for the name of a parameter for the model of a client in any SDK, referenced or not.</summary>
    public static bool IsModelParameter(string name) => ModelParameters.Names.Contains(name);

    // In a class of its own, so that it is initialized after the tables, and only when a call does not bind.
    private static class ModelParameters
    {
        public static readonly HashSet<string> Names = Find();

        private static HashSet<string> Find()
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
