using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Models;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>What a model does not accept, in words.</summary>
/// <param name="What">What is sent: <c>temperature</c>.</param>
/// <param name="How">How to fix it.</param>
/// <param name="Efforts">
/// The reasoning efforts that the model takes instead, the nearest one first; empty for any other parameter.
/// </param>
internal sealed record ModelRefusal(RequestParameter Parameter, string What, string How, IReadOnlyList<string> Efforts);

internal static class ModelRefusals
{
    /// <summary>Null where the model accepts the parameter, or where that is not known.</summary>
    /// <param name="constant">The value, where it is a constant.</param>
    /// <param name="reasons">Whether the model reasons in this request; null where that is not known.</param>
    /// <param name="efforts">The efforts that can be written at the place; null for any.</param>
    public static ModelRefusal? Of(
        RequestParameter parameter,
        string? constant,
        ModelCapabilities model,
        bool? reasons,
        IReadOnlyCollection<string>? efforts = null
    )
    {
        var name = RequestParameters.NameOf(parameter);
        if (parameter == RequestParameter.Effort)
            return OfEffort(constant, model, efforts);
        if (RequestParameters.IsDefault(parameter, constant))
            return null;
        if (model.Refuses(parameter))
            return new(parameter, name, HowToFix(parameter, model), []);
        if (reasons != true || !model.RefusedWhileReasoning.Contains(parameter))
            return null;
        var alternative = model.Efforts?.Contains("none") == true ? ", or set the reasoning effort to none" : "";
        return new(parameter, name + " while it reasons", "remove it" + alternative, []);
    }

    /// <summary>For an output limit that the client sends as <c>max_tokens</c>.</summary>
    public static ModelRefusal? OfOlderLimit(ModelCapabilities model, ClientLimitName sent)
    {
        if (!model.Refuses(RequestParameter.MaxTokens))
            return null;
        var name = RequestParameters.NameOf(RequestParameter.MaxTokens);
        var call = $"call {sent.Row.Switch} on the options after setting the limit";
        return new(
            RequestParameter.MaxTokens,
            $"{name}, under which {sent.Package} {sent.Version} sends the limit",
            sent.Version < sent.Row.SwitchSince ? $"update {sent.Package} to {sent.Row.SwitchSinceName} or later, and {call}" : call,
            []
        );
    }

    private static ModelRefusal? OfEffort(string? effort, ModelCapabilities model, IReadOnlyCollection<string>? writable)
    {
        if (effort is null)
            return null;
        if (model.Refuses(RequestParameter.Effort))
            return new(RequestParameter.Effort, "a reasoning effort", "remove it", []);
        if (model.Efforts is not { Count: > 0 } accepted || accepted.Contains(effort))
            return null;
        var efforts = accepted.Where(other => writable?.Contains(other) != false).ToList();
        return new(
            RequestParameter.Effort,
            $"the reasoning effort '{effort}'",
            efforts.Count == 0 ? "remove it" : "use " + Either(efforts),
            ReasoningEfforts.ByDistance(efforts, effort)
        );
    }

    private static string HowToFix(RequestParameter parameter, ModelCapabilities model) =>
        parameter switch
        {
            RequestParameter.MaxTokens => "use " + Either(model.LimitNames!),
            RequestParameter.Tools or RequestParameter.Image or RequestParameter.Pdf => "remove them, or use a model that does",
            RequestParameter.Schema or RequestParameter.Audio or RequestParameter.Video => "remove it, or use a model that does",
            _ => "remove it",
        };

    private static string Either(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : string.Join(", ", names.Take(names.Count - 1)) + " or " + names[names.Count - 1];
}
