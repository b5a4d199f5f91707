using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the options: the model and the parameters that the prompt states.</summary>
internal static class OptionsEmitter
{
    public const string Method = "ToOptions";

    /// <param name="output">The expression of the <c>PromptOutput</c>; null if the response is not read as a type.</param>
    public static void Emit(CodeWriter code, PromptModel prompt, string? output)
    {
        code.Line();
        code.Line("/// <summary>Gets the options to send the messages with: what the prompt states, and its name and version.</summary>");
        code.Open($"public {TypeNames.ChatOptions} {Method}()");
        EmitCreation(code, prompt, output, "var options = ");
        code.Line("Info.Tag(options);");
        EmitStrictness(code, prompt, output);
        code.Line("return options;");
        code.Close();
    }

    /// <summary>Requests that the provider enforces the schema, unless the file says that it should not.</summary>
    /// <param name="output">The expression of the <c>PromptOutput</c>; null if the response is not read as a type.</param>
    public static void EmitStrictness(CodeWriter code, PromptModel prompt, string? output)
    {
        if (output is not null && prompt.Output is not { IsStrict: false })
            code.Line($"{output}.RequestStrict(options);");
    }

    /// <param name="output">The expression of the <c>PromptOutput</c>; null if the response is not read as a type.</param>
    /// <param name="start">The code before the creation.</param>
    public static void EmitCreation(CodeWriter code, PromptModel prompt, string? output, string start)
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
        if (output is not null)
            values.Add(("ResponseFormat", output + ".ResponseFormat"));
        else if (prompt.Output is { Kind: PromptOutputKind.Json })
            values.Add(("ResponseFormat", TypeNames.ChatResponseFormat + ".Json"));

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
