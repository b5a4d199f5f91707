using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>List prices, for calls whose telemetry does not say what they cost: the price of the model that answered, else of the one asked for.</summary>
internal static class PriceBook
{
    private const decimal Million = 1_000_000;

    public static string AsOf => ModelCatalog.Default.AsOf;

    /// <summary>USD of one token of input and of output.</summary>
    public static (decimal Input, decimal Output)? Find(CallDetails details) => Find(details.ResponseModel) ?? Find(details.RequestModel);

    private static (decimal Input, decimal Output)? Find(string? model) =>
        model is not null && ModelCatalog.Default.Find(model, provider: null)?.Entry is { InputPrice: { } input } entry
            ? (input / Million, (entry.OutputPrice ?? 0) / Million)
            : null;
}
