using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>The content of <c>model:</c>, in either version of the format.</summary>
/// <param name="Id">
/// Null when the client decides: for an Azure deployment, whose name is not a model ID, or for a value that is known only at run time.
/// </param>
internal sealed record PromptyModelSection(string? Id, TextSpan IdSpan, PromptParameters Parameters)
{
    public const string Key = "model";

    /// <summary>The key of the parameters in the first version of the format.</summary>
    public const string ParametersKey = "parameters";

    /// <summary>Their key in the second version.</summary>
    public const string OptionsKey = "options";

    private static readonly string[] s_formats = ["response_format", "responseFormat"];

    private const string Example = "Write 'model: gpt-5.4-mini', or a mapping with 'id'.";

    private static readonly string[] s_known =
    [
        "api",
        "apiType",
        "configuration",
        "connection",
        ParametersKey,
        OptionsKey,
        "response",
        "id",
        "provider",
    ];

    private static readonly string[] s_limits =
    [
        "max_tokens",
        "maxTokens",
        "maxOutputTokens",
        "max_output_tokens",
        "max_completion_tokens",
        "maxCompletionTokens",
    ];
    private static readonly string[] s_stops = ["stop", "stopSequences", "stop_sequences"];
    private static readonly string[] s_efforts = ["reasoning_effort", "reasoningEffort"];
    private static readonly string[] s_knownParameters =
    [
        .. s_limits,
        "temperature",
        "top_p",
        "topP",
        "top_k",
        "topK",
        "frequency_penalty",
        "frequencyPenalty",
        "presence_penalty",
        "presencePenalty",
        "seed",
        .. s_stops,
        .. s_efforts,
        ReasoningSection.Key,
        .. s_formats,
    ];

    private static readonly Dictionary<string, string> s_fixes = new(StringComparer.Ordinal)
    {
        ["stream"] = "Remove it: GetStreamingResponseAsync streams, and GetResponseAsync does not.",
        ["tools"] = "Remove it, and give the client its functions in code.",
        ["tool_choice"] = "Remove it, and give the client its functions in code.",
        ["functions"] = "Remove it, and give the client its functions in code.",
    };

    /// <summary>The setting for the response: OpenAI's <c>response_format</c>.</summary>
    public YamlEntry? ResponseFormat { get; private init; }

    public EquatableArray<ParameterSpan> ParameterSpans { get; private init; }

    public static PromptyModelSection Read(YamlMapping root, ProblemList problems)
    {
        switch (root.Find(Key))
        {
            case null:
                return new PromptyModelSection(null, default, new PromptParameters());
            case { Value: YamlScalar { IsNull: false } scalar } entry when scalar.Value.Trim().Length > 0:
                return new PromptyModelSection(Constant(scalar), entry.ValueSpan, new PromptParameters());
            case { Value: YamlMapping mapping }:
                return Read(mapping, new Section(mapping, problems, RuleIds.PromptBadValue), problems);
            case var entry:
                problems.Add(RuleIds.PromptBadValue, entry.ValueSpan, $"'model' must be a model ID or a mapping. {Example}");
                return new PromptyModelSection(null, default, new PromptParameters());
        }
    }

    private static PromptyModelSection Read(YamlMapping model, Section section, ProblemList problems)
    {
        section.ReportUnknownKeys("model", s_known);
        foreach (var key in new[] { "api", "apiType" })
        {
            if (model.Find(key) is { } api && (api.Value as YamlScalar)?.Value is not ("chat" or "responses"))
                problems.Add(
                    RuleIds.PromptNotMapped,
                    api.ValueSpan,
                    "A prompt is a chat. Write 'chat', or keep this file out of the project's prompts."
                );
        }

        var id = FindId(model);
        var text = id is { Value: YamlScalar { IsNull: false } scalar } ? Constant(scalar) : null;
        if (id is { Value: not YamlScalar })
            section.Report(id, $"'{id.Name}' must be a model ID.");
        var parameters = ParametersOf(model);
        return new PromptyModelSection(text, text is null ? default : id!.ValueSpan, ReadParameters(parameters, problems))
        {
            ParameterSpans = ParameterSpan
                .All(parameters)
                .Concat(ReasoningSection.EffortSpans(parameters?.Value as YamlMapping))
                .ToEquatableArray(),
            ResponseFormat = (parameters?.Value as YamlMapping)?.Entries.FirstOrDefault(static entry =>
                s_formats.Contains(entry.Name) && !SaysNothing(entry)
            ),
        };
    }

    public PromptOutput? ReadResponseFormat(ProblemList problems)
    {
        if (ResponseFormat is not { } entry)
            return null;
        var format = entry.Value as YamlMapping;
        switch (Text(format?.Find("type")) ?? Text(entry))
        {
            case "json_object":
                return new PromptOutput(PromptOutputKind.Json);
            case "text":
                return null;
            case "json_schema" when format?.Find("json_schema") is { } schema:
                return JsonSchemaReader.Read(schema, problems);
            default:
                problems.Add(
                    RuleIds.PromptOutput,
                    entry.ValueSpan,
                    "This is not a response format. Write { type: json_object }, { type: json_schema, json_schema: … }, or "
                        + "'outputs:' instead."
                );
                return null;
        }
    }

    /// <summary>The parameters in the mapping under <c>model:</c>; null where there are none.</summary>
    public static YamlEntry? ParametersOf(YamlMapping model) => model.Find(ParametersKey) ?? model.Find(OptionsKey);

    // The ID of an Azure or Foundry client is the name of a deployment.
    private static YamlEntry? FindId(YamlMapping model)
    {
        var connection = (model.Find("configuration") ?? model.Find("connection"))?.Value as YamlMapping;
        var provider = Text(model.Find("provider")) ?? Text(connection?.Find("type"));
        if (connection?.Find("azure_deployment") is not null || provider is "azure" or "azure_openai" or "foundry")
            return null;
        return model.Find("id") ?? connection?.Find("model") ?? connection?.Find("name");
    }

    private static PromptParameters ReadParameters(YamlEntry? entry, ProblemList problems)
    {
        if (entry is null or { Value: YamlScalar { IsNull: true } })
            return new PromptParameters();
        if (Section.From(entry, problems, RuleIds.PromptBadValue, "For example: { temperature: 0.2, max_tokens: 300 }.") is not { } section)
            return new PromptParameters();

        ReportNotMapped(section.Mapping, entry.Name, problems);
        return new PromptParameters(
            MaxOutputTokens: (int?)Only(
                section,
                key => section.Integer(key, 1, int.MaxValue, "a whole number of tokens, 1 or more, without quotes"),
                s_limits
            ),
            Temperature: Only(section, key => section.Number(key, 0, 2, "a number from 0 to 2, without quotes"), "temperature"),
            TopP: Only(section, key => section.Number(key, 0, 1, "a number from 0 to 1, without quotes"), "top_p", "topP"),
            TopK: (int?)Only(
                section,
                key => section.Integer(key, 1, int.MaxValue, "a whole number, 1 or more, without quotes"),
                "top_k",
                "topK"
            ),
            FrequencyPenalty: Only(
                section,
                key => section.Number(key, -2, 2, "a number from -2 to 2, without quotes"),
                "frequency_penalty",
                "frequencyPenalty"
            ),
            PresencePenalty: Only(
                section,
                key => section.Number(key, -2, 2, "a number from -2 to 2, without quotes"),
                "presence_penalty",
                "presencePenalty"
            ),
            Seed: Only(section, key => section.Integer(key, long.MinValue, long.MaxValue, "a whole number, without quotes"), "seed"),
            StopSequences: Only(section, key => ParametersSection.Stops(section, key), s_stops),
            Reasoning: Only(section, key => ReadReasoning(section, key, problems), [ReasoningSection.Key, .. s_efforts])
        );
    }

    // OpenAI's two APIs write reasoning_effort and reasoning: { effort }.
    private static PromptReasoning? ReadReasoning(Section section, string key, ProblemList problems) =>
        key == ReasoningSection.Key ? ReasoningSection.Read(section.Mapping, problems)
        : ReasoningSection.ReadEffort(section, key) is { } effort ? new PromptReasoning(effort, Output: null)
        : null;

    private static void ReportNotMapped(YamlMapping parameters, string where, ProblemList problems)
    {
        foreach (var entry in parameters.Entries)
        {
            if (s_knownParameters.Contains(entry.Name) || SaysNothing(entry))
                continue;
            if (!s_fixes.ContainsKey(entry.Name) && Suggestions.Nearest(entry.Name, s_knownParameters) is { } nearest)
                problems.Add(
                    RuleIds.PromptUnknownKey,
                    entry.Key.Span,
                    $"'{entry.Name}' is not a key of {where}. Did you mean '{nearest}'?"
                );
            else
                problems.Add(
                    RuleIds.PromptNotMapped,
                    entry.Key.Span,
                    $"A prompt does not set '{entry.Name}'. "
                        + $"{(s_fixes.TryGetValue(entry.Name, out var fix) ? fix : "Remove it, and set it on ChatOptions in code.")}"
                );
        }
    }

    // Settings without effect: response_format: { type: text }, tools: [], stream: false
    private static bool SaysNothing(YamlEntry entry) =>
        entry.Value switch
        {
            YamlSequence { Items.Count: 0 } or YamlMapping { Entries.Count: 0 } or YamlScalar { IsNull: true } => true,
            YamlMapping { Entries: [{ Name: "type", Value: YamlScalar { Value: "text" } }] } => entry.Name
                is "response_format"
                    or "responseFormat",
            YamlScalar { Value: "false" } => entry.Name == "stream",
            _ => false,
        };

    private static T? Only<T>(Section section, Func<string, T?> read, params string[] names)
    {
        var given = section
            .Mapping.Entries.Where(entry => names.Contains(entry.Name) && entry.Value is not YamlScalar { IsNull: true })
            .ToArray();
        foreach (var extra in given.Skip(1))
            section.Report(extra.Key.Span, $"'{extra.Name}' means the same as '{given[0].Name}'. Keep one of them.");
        return given.Length == 0 ? default : read(given[0].Name);
    }

    private static string? Text(YamlEntry? entry) => (entry?.Value as YamlScalar)?.Value;

    // ${env:MODEL} is known only at run time.
    private static string? Constant(YamlScalar scalar) =>
        scalar.Value.IndexOf("${", StringComparison.Ordinal) >= 0 || scalar.Value.Trim().Length == 0 ? null : scalar.Value.Trim();
}
