namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the methods that send the prompt, alone and with further options.</summary>
internal static class ExecutionEmitter
{
    private const string Client = $"{TypeNames.ChatClient} client";
    private const string Options = $"{TypeNames.ChatOptions}? options";
    private const string Cancellation = $"{TypeNames.CancellationToken} cancellationToken = default";

    public static void Emit(CodeWriter code, OutputTarget? output)
    {
        EmitResponse(code, output, "/// <summary>Sends the prompt and returns the whole answer", $"{Client}, {Cancellation}", "client");
        EmitResponse(
            code,
            output,
            "/// <summary>Sends the prompt with further options, where what it states goes before what they say, and returns the whole answer",
            $"{Client}, {Options}, {Cancellation}",
            "client, options"
        );
        EmitStream(
            code,
            "/// <summary>Sends the prompt and returns the answer as it comes.</summary>",
            $"{Client}, {Cancellation}",
            "client"
        );
        EmitStream(
            code,
            "/// <summary>Sends the prompt with further options, where what it states goes before what they say, and returns the answer as it comes.</summary>",
            $"{Client}, {Options}, {Cancellation}",
            "client, options"
        );
    }

    private static void EmitResponse(CodeWriter code, OutputTarget? output, string summary, string parameters, string arguments)
    {
        var response = output is null ? TypeNames.ChatResponse : $"{TypeNames.ChatResponse}<{output.Type}>";
        code.Line();
        code.Line(summary + (output is null ? ".</summary>" : ", with the data in it as <c>Result</c>.</summary>"));
        code.Line($"{output?.Accessibility ?? "public"} {TypeNames.Task}<{response}> GetResponseAsync({parameters}) =>");
        code.Indent();
        code.Line(
            $"{TypeNames.PromptExecution}.GetResponseAsync{(output is null ? "" : $"<{output.Type}>")}(this, {arguments}, cancellationToken);"
        );
        code.Outdent();
    }

    private static void EmitStream(CodeWriter code, string summary, string parameters, string arguments)
    {
        code.Line();
        code.Line(summary);
        code.Line($"public {TypeNames.AsyncEnumerable}<{TypeNames.ChatResponseUpdate}> GetStreamingResponseAsync({parameters}) =>");
        code.Indent();
        code.Line($"{TypeNames.PromptExecution}.GetStreamingResponseAsync(this, {arguments}, cancellationToken);");
        code.Outdent();
    }
}
