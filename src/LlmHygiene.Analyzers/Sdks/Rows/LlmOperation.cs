namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>What a call asks the model to do.</summary>
internal enum LlmOperation
{
    Chat,
    Response,

    /// <summary>Text that continues a given text, without messages.</summary>
    Text,

    /// <summary>A run of an agent, which may be several requests.</summary>
    Agent,

    /// <summary>A response within a realtime session.</summary>
    Realtime,

    /// <summary>A choice among given alternatives.</summary>
    Decision,
    Embeddings,
    Image,
    Video,
    Speech,
    Transcription,
    Moderation,
}

internal static class LlmOperationExtensions
{
    /// <summary>The name in the inventory; OpenTelemetry's <c>gen_ai.operation.name</c> where it has one.</summary>
    public static string InventoryName(this LlmOperation operation) =>
        operation switch
        {
            LlmOperation.Chat => "chat",
            LlmOperation.Response => "response",
            LlmOperation.Text => "text_completion",
            LlmOperation.Agent => "invoke_agent",
            LlmOperation.Realtime => "realtime",
            LlmOperation.Decision => "decision",
            LlmOperation.Embeddings => "embeddings",
            LlmOperation.Image => "image",
            LlmOperation.Video => "video",
            LlmOperation.Speech => "speech",
            LlmOperation.Transcription => "transcription",
            LlmOperation.Moderation => "moderation",
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        };

    /// <summary>The names in the inventory.</summary>
    public static IEnumerable<string> Names =>
        Enum.GetValues(typeof(LlmOperation)).Cast<LlmOperation>().Select(operation => operation.InventoryName());

    /// <summary>
    /// The operation for a name as written in the inventory or in the enumeration, such as <c>text_completion</c> or <c>TextCompletion</c>;
    /// null for any other name.
    /// </summary>
    public static LlmOperation? Parse(string? name)
    {
        if (name is null)
            return null;
        foreach (LlmOperation operation in Enum.GetValues(typeof(LlmOperation)))
            if (string.Equals(operation.InventoryName().Replace("_", ""), name.Replace("_", ""), StringComparison.OrdinalIgnoreCase))
                return operation;
        return null;
    }

    /// <summary>False for operations on data, which have no prompt that could be named.</summary>
    public static bool TakesPrompt(this LlmOperation operation) =>
        operation is not (LlmOperation.Embeddings or LlmOperation.Speech or LlmOperation.Transcription or LlmOperation.Moderation);

    /// <summary>True for operations whose response is text of any length that the model generates.</summary>
    public static bool HasOutputTokens(this LlmOperation operation) =>
        operation is LlmOperation.Chat or LlmOperation.Response or LlmOperation.Text or LlmOperation.Agent or LlmOperation.Realtime;
}
