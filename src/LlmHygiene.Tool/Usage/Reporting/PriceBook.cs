using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>List prices for calls without a measured cost: of the model that responded, otherwise of the requested one.</summary>
internal static class PriceBook
{
    private const decimal Million = 1_000_000;

    public static string AsOf => ModelCatalog.Default.AsOf;

    public static TokenPrice? Find(CallDetails details) => Find(details.ResponseModel) ?? Find(details.RequestModel);

    private static TokenPrice? Find(string? model) =>
        model is not null && ModelCatalog.Default.Find(model, provider: null)?.Entry is { InputPrice: { } input } entry
            ? new TokenPrice(
                input / Million,
                (entry.OutputPrice ?? 0) / Million,
                (entry.Capabilities.CacheReadPrice ?? input) / Million,
                (entry.Capabilities.CacheWritePrice ?? input) / Million
            )
            {
                Batch = entry.Capabilities is { BatchInputPrice: { } batchInput, BatchOutputPrice: { } batchOutput }
                    ? (batchInput / Million, batchOutput / Million)
                    : null,
            }
            : null;
}
