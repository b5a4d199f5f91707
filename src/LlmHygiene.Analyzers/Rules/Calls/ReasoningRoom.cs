using LlmHygiene.Analyzers.Models;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>
/// How many tokens of an output limit a model spends on reasoning. Measured at effort medium: 1,408 for a response of 120 tokens
/// (https://github.com/covan-ai/covan/pull/112). The other efforts are in the ratio of the shares of a limit that
/// https://openrouter.ai/docs/guides/best-practices/reasoning-tokens gives them: 10, 20, 50, 80 and 95 percent. Rounded up to 500.
/// </summary>
internal static class ReasoningRoom
{
    private const string Usual = "medium";

    /// <summary>Null where the model does not reason, or where that is not known.</summary>
    /// <param name="effort">The effort that the request states; null for the default of the model.</param>
    public static int? Of(ModelCapabilities model, string? effort, bool? reasons) =>
        reasons == true ? Of(effort ?? model.DefaultEffort ?? (model.Efforts is { Count: 1 } only ? only[0] : Usual)) : null;

    /// <summary>The tokens to add to a limit for the response: 0 where the model does not reason, null where that is not known.</summary>
    /// <param name="effort">The effort that the request states; null for the default of the model.</param>
    /// <param name="reasonsIn">Whether a model reasons in the request.</param>
    public static int? For(string? id, string? provider, ModelCatalog models, string? effort, Func<ModelEntry, bool?> reasonsIn) =>
        id is not null && models.Find(id, provider) is { Entry: var entry } && reasonsIn(entry) is { } reasons
            ? Of(entry.Capabilities, effort, reasons) ?? 0
            : null;

    private static int Of(string effort) =>
        effort switch
        {
            "none" => 0,
            "minimal" => 500,
            "low" => 1000,
            "medium" => 1500,
            "high" => 2500,
            _ => 3000,
        };
}
