using System.Collections.Concurrent;

namespace LlmHygiene;

/// <summary>
/// The prices used to calculate <see cref="LlmHygieneTelemetry.CostMetric"/>: those that the application has set, otherwise
/// the list prices as of <see cref="ListPricesAsOf"/>. A model without a price has no cost.
/// </summary>
/// <remarks>
/// <para>
/// The list contains the standard tier of models that write text or embeddings, with the prices of caches and batches where they are
/// known: no priority or regional prices, no fees for tools. It is based on pydantic/genai-prices (MIT, of 2026-08-21),
/// anomalyco/models.dev (MIT, of 2026-07-02) and the providers' own pages, and is read when the first cost is recorded.
/// </para>
/// <para>
/// The response model is looked up first, then the request model, which may be an alias or a deployment. A price that the
/// application has set for either takes precedence over the list. IDs are compared case-insensitively.
/// </para>
/// </remarks>
public static class PromptPricing
{
    /// <summary>The date of the list prices.</summary>
    public const string ListPricesAsOf = "2026-11-22";

    private static readonly ConcurrentDictionary<string, ModelPrice?> s_own = new(StringComparer.OrdinalIgnoreCase);

    // Most programs set no price, and each call does two lookups.
    private static volatile bool s_hasOwn;

    /// <summary>Whether list prices are used; <see langword="false"/> for an application with its own contract.</summary>
    public static bool UseListPrices { get; set; } = true;

    /// <summary>Sets the price of a model, which replaces any known price.</summary>
    /// <param name="modelId">The model's ID, or the name of a deployment, as in requests or responses.</param>
    /// <param name="price">
    /// The price; <see langword="null"/> if no cost should be recorded for the model, for example because you host it.
    /// </param>
    /// <exception cref="ArgumentNullException">The ID is <see langword="null"/>.</exception>
    public static void Set(string modelId, ModelPrice? price)
    {
        s_own[Guard.NotNull(modelId, nameof(modelId))] = price;
        s_hasOwn = true;
    }

    /// <summary>Removes the price that <see cref="Set"/> has set for a model, so that its list price is used again.</summary>
    /// <param name="modelId">The model's ID.</param>
    /// <returns><see langword="true"/> if a price was set.</returns>
    /// <exception cref="ArgumentNullException">The ID is <see langword="null"/>.</exception>
    public static bool Reset(string modelId) => s_own.TryRemove(Guard.NotNull(modelId, nameof(modelId)), out _);

    /// <summary>Finds the price of a model.</summary>
    /// <param name="modelId">The model's ID.</param>
    /// <returns>The price; <see langword="null"/> if it is not known.</returns>
    /// <exception cref="ArgumentNullException">The ID is <see langword="null"/>.</exception>
    public static ModelPrice? Find(string modelId) => Find(Guard.NotNull(modelId, nameof(modelId)), requestModel: null);

    internal static ModelPrice? Find(string? responseModel, string? requestModel)
    {
        if (s_hasOwn)
        {
            if (responseModel is not null && s_own.TryGetValue(responseModel, out var price))
                return price;
            if (requestModel is not null && s_own.TryGetValue(requestModel, out price))
                return price;
        }

        if (!UseListPrices)
            return null;
        if (responseModel is not null && ListPrices.Find(responseModel) is { } listed)
            return listed;
        return requestModel is null ? null : ListPrices.Find(requestModel);
    }
}
