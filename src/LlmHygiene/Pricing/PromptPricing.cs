using System.Collections.Concurrent;

namespace LlmHygiene;

/// <summary>
/// The prices from which <see cref="LlmHygieneTelemetry.CostMetric"/> is reckoned: those that the application has set,
/// and else list prices as of <see cref="ListPricesAsOf"/>. A model without a price has no cost.
/// </summary>
/// <remarks>
/// <para>
/// The list has the standard tier of models that write text: no batch, priority or regional prices, no writes to a cache,
/// no fees for tools. It is drawn from pydantic/genai-prices (MIT, of 2026-08-21), anomalyco/models.dev (MIT, of 2026-07-02)
/// and the providers' own pages, and is read when the first cost is recorded.
/// </para>
/// <para>
/// The model that answered is looked up first and then the model that was asked for, such as an alias or a deployment;
/// a price that the application has set for either goes before the list. IDs are compared without regard to case.
/// </para>
/// </remarks>
public static class PromptPricing
{
    /// <summary>The day of which the list of prices speaks.</summary>
    public const string ListPricesAsOf = "2026-11-22";

    private static readonly ConcurrentDictionary<string, ModelPrice?> s_own = new(StringComparer.OrdinalIgnoreCase);

    // Most programs set none, and each call asks twice.
    private static volatile bool s_hasOwn;

    /// <summary>Whether list prices count; <see langword="false"/> where an application pays by a contract of its own.</summary>
    public static bool UseListPrices { get; set; } = true;

    /// <summary>Sets the price of a model, over any that is known.</summary>
    /// <param name="modelId">The model's ID, or the name of a deployment, as in requests or answers.</param>
    /// <param name="price">The price; <see langword="null"/> for a model whose cost is not to be recorded, such as one that you host.</param>
    /// <exception cref="ArgumentNullException">The ID is <see langword="null"/>.</exception>
    public static void Set(string modelId, ModelPrice? price)
    {
        s_own[Guard.NotNull(modelId, nameof(modelId))] = price;
        s_hasOwn = true;
    }

    /// <summary>Takes back what <see cref="Set"/> has set for a model, so that its list price counts again.</summary>
    /// <param name="modelId">The model's ID.</param>
    /// <returns>Whether anything was set.</returns>
    /// <exception cref="ArgumentNullException">The ID is <see langword="null"/>.</exception>
    public static bool Reset(string modelId) => s_own.TryRemove(Guard.NotNull(modelId, nameof(modelId)), out _);

    /// <summary>The price of a model; <see langword="null"/> when it is not known.</summary>
    /// <param name="modelId">The model's ID.</param>
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
