namespace LlmHygiene;

/// <summary>What a method marked <see cref="LlmCallAttribute"/> makes the model do.</summary>
public enum LlmCallOperation
{
    /// <summary>An answer to messages.</summary>
    Chat,

    /// <summary>An answer of a responses API.</summary>
    Response,

    /// <summary>Text that continues a text, without messages.</summary>
    TextCompletion,

    /// <summary>A run of an agent, which may be several requests.</summary>
    InvokeAgent,

    /// <summary>An answer within a realtime session.</summary>
    Realtime,

    /// <summary>A choice among given answers.</summary>
    Decision,

    /// <summary>Embeddings of text, which is data and no prompt.</summary>
    Embeddings,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A video.</summary>
    Video,

    /// <summary>Speech from text, which is data and no prompt.</summary>
    Speech,

    /// <summary>Text from speech.</summary>
    Transcription,

    /// <summary>A judgement of text, which is data and no prompt.</summary>
    Moderation,
}
