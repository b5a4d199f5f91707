using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>The models of the clients that a project registers, for the calls of other projects that its container gives them.</summary>
internal sealed class RegisteredModels
{
    private readonly Compilation _compilation;
    private readonly SdkCatalog _catalog;
    private readonly ServiceGraph _services;
    private readonly SourceIndex _source;

    private RegisteredModels(
        Compilation compilation,
        SdkCatalog catalog,
        IReadOnlyCollection<string> analyzedAssemblies,
        SettingsFileSet files
    )
    {
        _compilation = compilation;
        _catalog = catalog;
        _services = new ServiceGraph(catalog, analyzedAssemblies) { Configuration = new(files) };
        _source = new SourceIndex(compilation);
    }

    /// <param name="analyzedAssemblies">
    /// The assemblies of projects that are asked themselves: that one of their methods is given the container proves nothing against the
    /// registrations of this project.
    /// </param>
    /// <param name="files">The settings files of the project; null for none.</param>
    /// <returns>Null for a project that references no SDK: it registers no client.</returns>
    public static RegisteredModels? Of(
        Compilation compilation,
        IReadOnlyCollection<string> analyzedAssemblies,
        SettingsFileSet? files = null
    )
    {
        var catalog = SdkCatalog.Bind(compilation);
        return catalog.HasSdks ? new RegisteredModels(compilation, catalog, analyzedAssemblies, files ?? SettingsFileSet.None) : null;
    }

    public RegisteredModel Find(InjectedService service, CancellationToken cancellation)
    {
        if (DocumentationCommentId.GetFirstSymbolForReferenceId(service.Type, _compilation) is not ITypeSymbol type)
            return default;
        var scope = new SourceScope(_source, cancellation);
        var chain = ClientChain.Of(ValueTracker.Whole(scope, _catalog), _services);
        var fact = new ClientModelResolver(chain).OfRegistered(type, service.Key);
        return new RegisteredModel(fact, _services.MayBeReplaced(type, scope))
        {
            Keys = fact is null ? [] : ConfigurationKeys.Of(fact, chain),
        };
    }
}

/// <summary>What a project says about the model of a client that it may register.</summary>
/// <param name="Fact">Null where it registers no such client.</param>
/// <param name="MayRegisterMore">True where code that is not known may register the client too, or replace it.</param>
internal readonly record struct RegisteredModel(ModelFact? Fact, bool MayRegisterMore)
{
    /// <summary>The keys under which the model is read from the configuration; null or empty where it is not.</summary>
    public IReadOnlyList<string>? Keys { get; init; }
}
