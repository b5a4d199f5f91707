using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Where a parameter of the call is stated; the output limit is <see cref="RequestParameter.MaxTokens"/> under any name.</summary>
internal sealed record ParameterSpan(RequestParameter Parameter, TextSpan Span)
{
    private static readonly Dictionary<string, RequestParameter> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["temperature"] = RequestParameter.Temperature,
        ["topP"] = RequestParameter.TopP,
        ["topK"] = RequestParameter.TopK,
        ["presencePenalty"] = RequestParameter.PresencePenalty,
        ["frequencyPenalty"] = RequestParameter.FrequencyPenalty,
        ["seed"] = RequestParameter.Seed,
        ["stop"] = RequestParameter.Stop,
        ["stopSequences"] = RequestParameter.Stop,
        ["reasoningEffort"] = RequestParameter.Effort,
        ["maxTokens"] = RequestParameter.MaxTokens,
        ["maxOutputTokens"] = RequestParameter.MaxTokens,
        ["maxCompletionTokens"] = RequestParameter.MaxTokens,
    };

    /// <param name="section">The mapping of the parameters; null where there is none.</param>
    public static EquatableArray<ParameterSpan> All(YamlEntry? section)
    {
        if (section?.Value is not YamlMapping parameters)
            return default;
        var spans = new List<ParameterSpan>();
        foreach (var entry in parameters.Entries)
            if (s_names.TryGetValue(entry.Name.Replace("_", ""), out var parameter))
                spans.Add(Of(parameter, entry));
        return spans.ToEquatableArray();
    }

    public static ParameterSpan Of(RequestParameter parameter, YamlEntry entry) =>
        new(parameter, TextSpan.FromBounds(entry.Key.Span.Start, Math.Max(entry.Key.Span.End, entry.Value.Span.End)));
}
