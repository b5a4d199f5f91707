using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>One endpoint of an LLM service that makes a model produce text. Data only.</summary>
/// <param name="Path">How the path of the request ends.</param>
/// <param name="Hint">
/// Words that prove the service when they stand in the address or in the names around the request; empty when the path says it all.
/// </param>
/// <param name="Body">Properties of the request body that prove it too: all of them; empty when a body proves nothing.</param>
internal sealed record LlmEndpoint(string Path, LlmOperation Operation, ImmutableArray<string> Hint, ImmutableArray<string> Body)
{
    public bool IsCertain => Hint.IsEmpty && Body.IsEmpty;
}

/// <summary>
/// The endpoints of the services that are reached without an SDK. Those that make no text (lists of models, token counts, files,
/// embeddings, audio) are not here: what is not in the table is no call.
/// </summary>
internal static class LlmEndpoints
{
    public static readonly ImmutableArray<LlmEndpoint> All = ImmutableArray.Create(
        Certain("chat/completions", LlmOperation.Chat),
        Certain(":generateContent", LlmOperation.Chat),
        Certain(":streamGenerateContent", LlmOperation.Chat),
        Certain(":rawPredict", LlmOperation.Chat),
        Certain(":streamRawPredict", LlmOperation.Chat),
        new LlmEndpoint("responses", LlmOperation.Response, Words("openai"), Words("model", "input")),
        new LlmEndpoint("messages", LlmOperation.Chat, Words("anthropic", "claude"), Words("model", "messages", "max_tokens")),
        new LlmEndpoint("completions", LlmOperation.Text, Words("openai"), Words("model", "prompt")),
        new LlmEndpoint("complete", LlmOperation.Text, Words("anthropic", "claude"), Words("prompt", "max_tokens_to_sample")),
        new LlmEndpoint("completion", LlmOperation.Text, Words("llamacpp", "llama.cpp"), Words("prompt", "n_predict")),
        new LlmEndpoint("api/chat", LlmOperation.Chat, Words("ollama", ":11434"), Words("model", "messages", "stream")),
        new LlmEndpoint("api/generate", LlmOperation.Text, Words("ollama", ":11434", "kobold"), Words("model", "prompt", "stream")),
        new LlmEndpoint("api/v1/chat", LlmOperation.Chat, Words("lmstudio", "lm_studio"), Words("model", "input")),
        new LlmEndpoint("v1/chat", LlmOperation.Chat, Words("cohere"), NoWords),
        new LlmEndpoint("v2/chat", LlmOperation.Chat, Words("cohere"), NoWords),
        new LlmEndpoint("chat", LlmOperation.Chat, NoWords, Words("model", "system_prompt", "input")),
        new LlmEndpoint("invoke", LlmOperation.Chat, Words("bedrock"), NoWords),
        new LlmEndpoint("invoke-with-response-stream", LlmOperation.Chat, Words("bedrock"), NoWords),
        new LlmEndpoint("converse", LlmOperation.Chat, Words("bedrock"), NoWords),
        new LlmEndpoint("converse-stream", LlmOperation.Chat, Words("bedrock"), NoWords)
    );

    /// <summary>Hosts that serve models and nothing else, so that any path of the table is theirs.</summary>
    public static readonly ImmutableArray<string> Hosts = ImmutableArray.Create(
        "api.openai.com",
        ".openai.azure.com",
        "api.anthropic.com",
        "generativelanguage.googleapis.com",
        "openrouter.ai",
        "api.mistral.ai",
        "api.groq.com",
        "api.deepseek.com",
        "api.perplexity.ai",
        "api.together.xyz",
        "api.fireworks.ai",
        "api.x.ai",
        "api.cohere.com",
        "api.cohere.ai",
        "api.cerebras.ai",
        "api.moonshot.ai",
        "integrate.api.nvidia.com",
        "dashscope.aliyuncs.com",
        "bedrock-runtime.",
        "localhost:11434",
        "127.0.0.1:11434"
    );

    /// <summary>
    /// Text without which no source reaches an endpoint: one of these is in some file of a project that does. Each is a part of
    /// a path above, in the form that is written and rare.
    /// </summary>
    public static readonly ImmutableArray<string> Hints = ImmutableArray.Create(
        "/completion",
        "\"completion",
        "enerateContent",
        "awPredict",
        "/messages",
        "\"messages",
        "/responses",
        "\"responses",
        "v1/complete",
        "api/chat",
        "api/generate",
        "v1/chat",
        "v2/chat",
        "system_prompt",
        "bedrock",
        "/converse"
    );

    private static ImmutableArray<string> NoWords => ImmutableArray<string>.Empty;

    private static LlmEndpoint Certain(string path, LlmOperation operation) => new(path, operation, NoWords, NoWords);

    private static ImmutableArray<string> Words(params string[] words) => ImmutableArray.Create(words);
}
