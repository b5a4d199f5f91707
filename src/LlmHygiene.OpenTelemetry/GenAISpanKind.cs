namespace LlmHygiene.OpenTelemetry;

internal enum GenAISpanKind
{
    /// <summary>One call of a model: chat, text, embeddings, images.</summary>
    Inference,

    /// <summary>Anything around calls, such as an agent or a tool loop. Where it has usage, that is the sum of the calls.</summary>
    Sum,

    /// <summary>The execution of a tool. Calls inside are not part of the call that asked for the tool.</summary>
    Tool,
}
