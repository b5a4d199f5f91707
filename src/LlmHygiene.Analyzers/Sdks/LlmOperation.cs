namespace LlmHygiene.Analyzers.Sdks;

/// <summary>What a call makes the model do.</summary>
internal enum LlmOperation
{
    Chat,
    Response,
    Embeddings,
}

internal static class LlmOperations
{
    /// <summary>The name in the inventory; OpenTelemetry's <c>gen_ai.operation.name</c> where it has one.</summary>
    public static string InventoryName(this LlmOperation operation) => operation switch
    {
        LlmOperation.Chat => "chat",
        LlmOperation.Response => "response",
        LlmOperation.Embeddings => "embeddings",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>False for operations on data, where there is no prompt to name.</summary>
    public static bool TakesPrompt(this LlmOperation operation) => operation != LlmOperation.Embeddings;
}
