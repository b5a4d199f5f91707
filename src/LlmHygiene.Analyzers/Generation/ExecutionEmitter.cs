namespace LlmHygiene.Analyzers.Generation;

/// <summary>Writes the methods that send the prompt.</summary>
internal static class ExecutionEmitter
{
    public static void Emit(CodeWriter code)
    {
        const string Parameters = $"{TypeNames.ChatClient} client, {TypeNames.CancellationToken} cancellationToken = default";

        code.Line();
        code.Line("/// <summary>Sends the prompt and returns the whole answer.</summary>");
        code.Line($"public {TypeNames.Task}<{TypeNames.ChatResponse}> GetResponseAsync({Parameters}) =>");
        code.Indent();
        code.Line($"{TypeNames.PromptExecution}.GetResponseAsync(this, client, cancellationToken);");
        code.Outdent();
        code.Line();
        code.Line("/// <summary>Sends the prompt and returns the answer as it comes.</summary>");
        code.Line($"public {TypeNames.AsyncEnumerable}<{TypeNames.ChatResponseUpdate}> GetStreamingResponseAsync({Parameters}) =>");
        code.Indent();
        code.Line($"{TypeNames.PromptExecution}.GetStreamingResponseAsync(this, client, cancellationToken);");
        code.Outdent();
    }
}
