namespace LlmHygiene.Analyzers.Generation;

/// <summary>Writes the methods that send the prompt.</summary>
internal static class ExecutionEmitter
{
    public static void Emit(CodeWriter code, OutputTarget? output)
    {
        const string Parameters = $"{TypeNames.ChatClient} client, {TypeNames.CancellationToken} cancellationToken = default";

        var response = output is null ? TypeNames.ChatResponse : $"{TypeNames.ChatResponse}<{output.Type}>";
        code.Line();
        code.Line(output is null
            ? "/// <summary>Sends the prompt and returns the whole answer.</summary>"
            : "/// <summary>Sends the prompt and returns the whole answer, with the data in it as <c>Result</c>.</summary>");
        code.Line($"{output?.Accessibility ?? "public"} {TypeNames.Task}<{response}> GetResponseAsync({Parameters}) =>");
        code.Indent();
        code.Line($"{TypeNames.PromptExecution}.GetResponseAsync{(output is null ? "" : $"<{output.Type}>")}(this, client, cancellationToken);");
        code.Outdent();
        code.Line();
        code.Line("/// <summary>Sends the prompt and returns the answer as it comes.</summary>");
        code.Line($"public {TypeNames.AsyncEnumerable}<{TypeNames.ChatResponseUpdate}> GetStreamingResponseAsync({Parameters}) =>");
        code.Indent();
        code.Line($"{TypeNames.PromptExecution}.GetStreamingResponseAsync(this, client, cancellationToken);");
        code.Outdent();
    }
}
