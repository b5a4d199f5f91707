namespace LlmHygiene;

/// <summary>The operation of a method marked <see cref="LlmCallAttribute"/>.</summary>
public enum LlmCallOperation
{
    /// <summary>A response to messages.</summary>
    Chat,

    /// <summary>A response of a responses API.</summary>
    Response,

    /// <summary>Text that continues a text, without messages.</summary>
    TextCompletion,

    /// <summary>A run of an agent, which may be several requests.</summary>
    InvokeAgent,

    /// <summary>A response in a realtime session.</summary>
    Realtime,

    /// <summary>A choice among given options.</summary>
    Decision,

    /// <summary>Embeddings of text, which is data, not a prompt.</summary>
    Embeddings,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A video.</summary>
    Video,

    /// <summary>Speech from text, which is data, not a prompt.</summary>
    Speech,

    /// <summary>Text from speech.</summary>
    Transcription,

    /// <summary>A moderation of text, which is data, not a prompt.</summary>
    Moderation,
}
