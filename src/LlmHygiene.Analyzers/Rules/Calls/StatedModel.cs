using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A model ID that is a known constant, and where a diagnostic about it is reported.</summary>
/// <param name="Provider">The provider that the code calls; null where it could be any.</param>
/// <param name="Written">Where the ID is written, when that is not <paramref name="Location"/>.</param>
internal sealed record StatedModel(string Id, string? Provider, Location Location, Location? Written = null)
{
    /// <summary>The provider, where the code states an address: then <see cref="Provider"/> is this one.</summary>
    public ModelProvider Endpoint { get; init; } = ModelProvider.OfSdk;

    /// <summary>As it is reported where its ID is written, for all calls that run on it.</summary>
    public static StatedModel Of(ModelUse use, Location place, Location? written = null) =>
        new(use.Id, ProviderOf(use), place, written) { Endpoint = use.Endpoint };

    /// <summary>
    /// As it is reported at a call. Null where the ID is not known, is the name of a deployment, or is written in a prompt file, where it
    /// is judged.
    /// </summary>
    public static StatedModel? Of(CallFacts facts)
    {
        if (ModelUse.Of(facts) is not { } use)
            return null;
        var call = facts.Call.Invocation.Syntax;
        var written = use.Evidence?.Syntax;
        var isInCall = written?.IsWithin(call) == true;
        return new StatedModel(
            use.Id,
            ProviderOf(use),
            isInCall ? written!.GetLocation() : facts.Call.Location,
            isInCall ? null : written?.GetLocation()
        )
        {
            Endpoint = use.Endpoint,
        };
    }

    /// <summary>What a call runs on, as far as that is known: a model, or a deployment that the project's own list states.</summary>
    public static StatedModel? OfCall(CallFacts facts, ModelCatalog models) => OfDeployment(facts, models) ?? Of(facts);

    /// <summary>
    /// The deployment of a call, where the project's own list states it as a model of the cloud. Null for any other: its name says nothing
    /// about its model.
    /// </summary>
    public static StatedModel? OfDeployment(CallFacts facts, ModelCatalog models) =>
        facts.Model
            is { Id: { } id, IsDeployment: true, IsFromPrompt: false, MayBeOther: false, State: ModelState.Constant or ModelState.AtClient }
        && models.FindAt(id, SdkProviders.OfDeployments) is { Entry.IsOwn: true }
            ? new StatedModel(id, SdkProviders.OfDeployments, facts.Call.Location)
            : null;

    public Diagnostic Report(DiagnosticDescriptor rule, params object[] arguments) =>
        Diagnostic.Create(rule, Location, Written is null ? [] : [Written], arguments);

    /// <summary>What is known about the model. A client that calls another address is not judged by what its SDK's provider says.</summary>
    public ModelMatch? Find(ModelCatalog models) =>
        Endpoint.IsUnknown ? null
        : Endpoint.IsStated ? models.FindAt(Id, Endpoint.Name!)
        : models.Find(Id, Provider);

    private static string? ProviderOf(ModelUse use)
    {
        if (use.Endpoint.IsStated)
            return use.Endpoint.Name;
        var library = use.Evidence?.Parent is IArgumentOperation { Parent: var user }
            ? user switch
            {
                IObjectCreationOperation creation => creation.Type,
                IInvocationOperation invocation => invocation.TargetMethod.ContainingType,
                _ => null,
            }
            : null;
        return ProviderOf(library) ?? ProviderOf(use.Call.Method.ContainingType);
    }

    /// <summary>The provider that a type of an SDK calls; null where it can call any provider.</summary>
    public static string? ProviderOf(ITypeSymbol? type) => SdkProviders.Of(type);
}
