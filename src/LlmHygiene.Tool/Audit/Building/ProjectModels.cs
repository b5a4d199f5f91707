using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>The model catalog of a project: the embedded list, overridden by the <c>llm-models.txt</c> of the project.</summary>
internal sealed class ProjectModels
{
    private const decimal TokensOfPrice = 1_000_000m;
    private const decimal Calls = 1_000m;

    // They run models locally, so the price of a provider does not apply.
    private static readonly HashSet<string> s_local = new(StringComparer.Ordinal) { "OllamaSharp", "LLamaSharp" };

    private readonly ModelCatalog _own;

    private ProjectModels(ModelCatalog catalog, ModelCatalog own)
    {
        Catalog = catalog;
        _own = own;
    }

    public ModelCatalog Catalog { get; }

    public static ProjectModels Of(LoadedProject project)
    {
        var lists = project
            .AdditionalFiles.Where(ModelCatalog.IsOverride)
            .Select(static file => file.GetText()?.ToString())
            .OfType<string>()
            .Select(static text => ModelListParser.Parse(text))
            .ToList();
        return new ProjectModels(
            ModelCatalog.For(new AnalyzerOptions(project.AdditionalFiles, project.Options)),
            ModelCatalog.From(lists.Count == 0 ? [new ModelList("", [], [])] : lists)
        );
    }

    /// <summary>The catalog entry for the model of a call.</summary>
    /// <param name="model">The name of a deployment does not identify a model, unless the list of the project contains it.</param>
    public ModelMatch? Find(AuditModelUse model, string? sdk = null)
    {
        if (model.Id is null || (sdk is not null && s_local.Contains(sdk)))
            return null;
        return model switch
        {
            { Deployment: true } => Deployment(model.Id),
            // A model at an address that is not known has no known price.
            { Endpoint: "" } => null,
            { Endpoint: { } provider } => Catalog.FindAt(model.Id, provider),
            _ => Catalog.Find(model.Id, provider: null),
        };
    }

    private ModelMatch? Deployment(string name) =>
        _own.Entries.FirstOrDefault(entry => string.Equals(entry.Id, name, StringComparison.OrdinalIgnoreCase)) is { } entry
            ? new ModelMatch(entry, entry.IsEnding)
            : null;

    /// <summary>The list price of 1,000 calls; null if no part of it is known.</summary>
    public static AuditCost? Cost(ModelEntry? model, AuditTokens? input, int? outputLimit) =>
        Cost(model?.InputPrice, model?.OutputPrice, input, outputLimit);

    /// <summary>The list price of 1,000 calls in batches; null if no part of it is known.</summary>
    public static AuditCost? BatchCost(ModelEntry? model, AuditTokens? input, int? outputLimit) =>
        Cost(model?.Capabilities.BatchInputPrice, model?.Capabilities.BatchOutputPrice, input, outputLimit);

    private static AuditCost? Cost(decimal? inputPrice, decimal? outputPrice, AuditTokens? input, int? outputLimit)
    {
        var cost = new AuditCost(Price(inputPrice, input?.Count), Price(outputPrice, outputLimit));
        return cost.IsEmpty ? null : cost;
    }

    /// <summary>
    /// What 1,000 calls save if all except the first, which writes these tokens to the cache, find them there. Null if a price is unknown.
    /// </summary>
    public static decimal? CacheSaving(ModelEntry model, int tokens) =>
        model is { InputPrice: { } input, Capabilities: { CacheReadPrice: { } read, CacheWritePrice: var write } }
            ? Plain(((Calls * input) - (write ?? input) - ((Calls - 1) * read)) * tokens / TokensOfPrice)
            : null;

    public static decimal? Price(decimal? ofMillion, int? tokens) =>
        ofMillion is { } price && tokens is { } count ? Plain(price * count * Calls / TokensOfPrice) : null;

    /// <summary>Without trailing zeros, so that equal values have the same text.</summary>
    public static decimal Plain(decimal value) => Math.Round(value, 6) / 1.000000000000000000000000000000m;

    public static string? Name(Tier? tier) => tier?.ToString().ToLowerInvariant();
}
