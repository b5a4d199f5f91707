namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    /// <summary>
    /// The names of the methods that begin a pipeline and register its client as the service, such as <c>AddChatClient</c>. Other packages
    /// have methods of these names that make the client by themselves.
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
}
