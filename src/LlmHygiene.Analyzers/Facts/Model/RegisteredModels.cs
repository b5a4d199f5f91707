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
        var chain = ChainOf(cancellation);
        var fact = new ClientModelResolver(chain).OfRegistered(type, service.Key);
        return new RegisteredModel(fact, chain.MayBeReplaced(type)) { Keys = fact is null ? [] : ConfigurationKeys.Of(fact, chain) };
    }

    /// <summary>
    /// The sections that this project binds to an options class of another one, and those that it passes to what binds it there.
    /// </summary>
    /// <param name="options">The class, in the format of <see cref="DocumentationCommentId.CreateReferenceId"/>.</param>
    /// <param name="binders">Parameters of methods, from <see cref="BindersOf"/>.</param>
    public IEnumerable<string> SectionsOf(string options, IEnumerable<BinderParameter> binders, CancellationToken cancellation)
    {
        var chain = ChainOf(cancellation);
        var bound = TypeOf(options) is { } type ? chain.Configuration.SectionsOf(type, chain.Values, chain.Objects) : [];
        return bound.Concat(
            from binder in binders
            let method = DocumentationCommentId.GetFirstSymbolForDeclarationId(binder.Method, _compilation) as IMethodSymbol
            where method is not null
            from section in chain.Configuration.SectionsPassed(method.Parameters[binder.Ordinal], chain.Values, chain.Objects)
            select section
        );
    }

    /// <summary>The parameters of methods of this project that give an options class its section.</summary>
    public IEnumerable<BinderParameter> BindersOf(string options, CancellationToken cancellation)
    {
        var chain = ChainOf(cancellation);
        return TypeOf(options) is { } type
            ? chain
                .Configuration.ParametersBoundTo(type, chain.Values, chain.Objects)
                .Select(static one => new BinderParameter(one.ContainingSymbol.GetDocumentationCommentId() ?? "", one.Ordinal))
            : [];
    }

    private INamedTypeSymbol? TypeOf(string id) =>
        DocumentationCommentId.GetFirstSymbolForReferenceId(id, _compilation) as INamedTypeSymbol;

    private ClientChain ChainOf(CancellationToken cancellation) =>
        ClientChain.Of(ValueTracker.Whole(new SourceScope(_source, cancellation), _catalog), _services);
}

/// <summary>What a project says about the model of a client that it may register.</summary>
/// <param name="Fact">Null where it registers no such client.</param>
/// <param name="MayRegisterMore">True where code that is not known may register the client too, or replace it.</param>
internal readonly record struct RegisteredModel(ModelFact? Fact, bool MayRegisterMore)
{
    /// <summary>The keys under which the model is read from the configuration; null or empty where it is not.</summary>
    public IReadOnlyList<string>? Keys { get; init; }
}

/// <summary>A parameter whose value a method binds to an options class.</summary>
/// <param name="Method">The method, in the format of <see cref="ISymbol.GetDocumentationCommentId"/>.</param>
internal readonly record struct BinderParameter(string Method, int Ordinal);
