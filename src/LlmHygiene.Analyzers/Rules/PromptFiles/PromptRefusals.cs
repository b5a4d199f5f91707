using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Sdks;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>What the model of a prompt does not accept of that prompt.</summary>
internal static class PromptRefusals
{
    /// <param name="returnsData">True for a prompt method that returns data: the schema of its type is sent.</param>
    public static IEnumerable<ModelRefusal> Of(PromptModel prompt, ModelCatalog models, bool returnsData = false)
    {
        // An ID with a prefix goes to a router, which may leave out what the model does not accept.
        if (
            prompt.ModelId is not { } id
            || id.IndexOf('/') >= 0
            || ModelRefusesRule.EntryOf(id, null, models) is not { Capabilities: var model } entry
        )
            yield break;
        var effort = EffortOf(prompt);
        var reasons = ReasonsIn(entry, effort);
        foreach (var (parameter, constant) in Sent(prompt, returnsData))
            if (ModelRefusals.Of(parameter, constant, model, reasons) is { } refusal)
                yield return refusal;
        if (
            SdkProviders.SendsEfforts(entry.Provider)
            && ModelRefusals.Of(RequestParameter.Effort, effort, model, reasons, ReasoningSection.Efforts) is { } refused
        )
            yield return refused;
    }

    /// <summary>The effort that a prompt states; without one, the model does what it does by default.</summary>
    public static string? EffortOf(PromptModel prompt) => prompt.Parameters.Reasoning?.EffortWord;

    /// <summary>Whether the model reasons for a prompt that states this effort; null where that is not known.</summary>
    public static bool? ReasonsIn(ModelEntry entry, string? effort)
    {
        var reasons = entry.Capabilities.Reasons(effort);
        return effort is null || SdkProviders.SendsEfforts(entry.Provider) || reasons == entry.Capabilities.Reasons(null) ? reasons : null;
    }

    private static IEnumerable<(RequestParameter Parameter, string? Constant)> Sent(PromptModel prompt, bool returnsData)
    {
        var parameters = prompt.Parameters;
        foreach (
            var (parameter, value) in new (RequestParameter, float?)[]
            {
                (RequestParameter.Temperature, parameters.Temperature),
                (RequestParameter.TopP, parameters.TopP),
                (RequestParameter.TopK, parameters.TopK),
                (RequestParameter.PresencePenalty, parameters.PresencePenalty),
                (RequestParameter.FrequencyPenalty, parameters.FrequencyPenalty),
                (RequestParameter.Seed, parameters.Seed),
            }
        )
            if (value is { } number)
                yield return (parameter, number.ToString(CultureInfo.InvariantCulture));
        if (parameters.StopSequences.Count > 0)
            yield return (RequestParameter.Stop, null);
        // JSON without a schema is another parameter, which more models take.
        if (returnsData || prompt.Output is { Kind: not PromptOutputKind.Json })
            yield return (RequestParameter.Schema, null);
        if (prompt.Messages.Any(static message => message.Parts.Any(static part => part is ImageUriPart or ImageInputPart)))
            yield return (RequestParameter.Image, null);
    }
}
