using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the options: the model and the parameters that the prompt states.</summary>
internal static class OptionsEmitter
{
    public const string Method = "ToOptions";

    /// <param name="responseFormat">The expression of the response format; null if the response is text.</param>
    public static void Emit(CodeWriter code, PromptModel prompt, string? responseFormat)
    {
        code.Line();
        code.Line("/// <summary>Gets the options to send the messages with: what the prompt states, and its name and version.</summary>");
        code.Open($"public {TypeNames.ChatOptions} {Method}()");
        EmitCreation(code, prompt, responseFormat, "var options = ");
        code.Line("Info.Tag(options);");
        EmitStrictness(code, prompt);
        code.Line("return options;");
        code.Close();
    }

    /// <summary>Requests strict adherence to the schema. Written after the tag, which creates the properties.</summary>
    public static void EmitStrictness(CodeWriter code, PromptModel prompt)
    {
        if (prompt.Output is { IsStrict: true })
            code.Line("options.AdditionalProperties![\"strict\"] = true;");
    }

    /// <param name="start">The code before the creation.</param>
    public static void EmitCreation(CodeWriter code, PromptModel prompt, string? responseFormat, string start)
    {
        var values = new List<(string Name, string Value)>();
        var parameters = prompt.Parameters;
        if (prompt.ModelId is { } modelId)
            values.Add(("ModelId", CSharpText.Literal(modelId)));
        if (parameters.MaxOutputTokens is { } limit)
            values.Add(("MaxOutputTokens", CSharpText.Number(limit)));
        if (parameters.Temperature is { } temperature)
            values.Add(("Temperature", CSharpText.Number(temperature)));
        if (parameters.TopP is { } topP)
            values.Add(("TopP", CSharpText.Number(topP)));
        if (parameters.TopK is { } topK)
            values.Add(("TopK", CSharpText.Number(topK)));
        if (parameters.FrequencyPenalty is { } frequency)
            values.Add(("FrequencyPenalty", CSharpText.Number(frequency)));
        if (parameters.PresencePenalty is { } presence)
            values.Add(("PresencePenalty", CSharpText.Number(presence)));
        if (parameters.Seed is { } seed)
            values.Add(("Seed", CSharpText.Number(seed)));
        if (parameters.StopSequences.Count > 0)
            values.Add(
                (
                    "StopSequences",
                    $"new {TypeNames.List}<string> {{ {string.Join(", ", parameters.StopSequences.Select(CSharpText.Literal))} }}"
                )
            );
        if (parameters.Reasoning is { } reasoning)
            values.Add(("Reasoning", Creation(reasoning)));
        if (responseFormat is { } format)
            values.Add(("ResponseFormat", format));

        if (values.Count == 0)
        {
            code.Line($"{start}new {TypeNames.ChatOptions}();");
            return;
        }

        code.Open($"{start}new {TypeNames.ChatOptions}");
        foreach (var (name, value) in values)
            code.Line($"{name} = {value},");
        code.Close("};");
    }

    private static string Creation(PromptReasoning reasoning)
    {
        var values = new List<string>();
        if (reasoning.Effort is { } effort)
            values.Add($"Effort = {TypeNames.ReasoningEffort}.{effort}");
        if (reasoning.Output is { } output)
            values.Add($"Output = {TypeNames.ReasoningOutput}.{output}");
        return $"new {TypeNames.ReasoningOptions} {{ {string.Join(", ", values)} }}";
    }
}
