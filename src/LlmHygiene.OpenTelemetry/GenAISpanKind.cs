namespace LlmHygiene.OpenTelemetry;

internal enum GenAISpanKind
{
    /// <summary>One call of a model: chat, text, embeddings, images.</summary>
    Inference,

    /// <summary>Anything around calls, such as an agent, a tool loop or a prompt. Its usage, if any, is the sum of these calls.</summary>
    Sum,

    /// <summary>The execution of a tool. Calls inside are not part of the call that asked for the tool.</summary>
    Tool,
}
