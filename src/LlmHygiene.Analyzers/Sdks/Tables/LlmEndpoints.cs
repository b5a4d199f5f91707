using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>One endpoint of an LLM service that makes a model produce something. Data only.</summary>
/// <param name="Path">What the path of the request ends with.</param>
/// <param name="Hint">
/// Words that prove the service when they occur in the address or in the names around the request; empty when the path alone proves it.
/// </param>
/// <param name="Body">Properties of the request body that together prove it too; empty when a body proves nothing.</param>
internal sealed record LlmEndpoint(string Path, LlmOperation Operation, ImmutableArray<string> Hint, ImmutableArray<string> Body)
{
    /// <summary>True for a path that other services have too, so that only the host proves what it is.</summary>
    public bool NeedsHost { get; init; }

    /// <summary>The version of LlmHygiene that reported it first.</summary>
    public HygieneLevel Since { get; init; }

    public bool IsCertain => !NeedsHost && Hint.IsEmpty && Body.IsEmpty;
}

/// <summary>
/// The endpoints of services that are reached without an SDK. Endpoints that run no model (lists of models, token counts, files, batches)
/// are not listed: a request to them is not a call.
/// </summary>
internal static class LlmEndpoints
{
    /// <summary>The provider of an address that goes to it and to no gateway; null for any other address.</summary>
    public static string? ProviderOf(string address)
    {
        foreach (var row in s_providers)
            if (address.StartsWith("https://" + row.Host + "/", StringComparison.OrdinalIgnoreCase))
                return row.Provider;
        return null;
    }

    // Those that answer for models of their own with an API of their own. An address may have parts that are not constant.
    private static readonly ProviderHost[] s_providers =
    [
        .. ProviderHosts.All.Where(static row => row.Provider is "openai" or "anthropic" or "xai" or "deepseek" or "mistral" or "cohere"),
    ];

    /// <summary>The member of an HTTP client with the address that its requests begin with.</summary>
    public const string BaseAddress = "BaseAddress";

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
        new LlmEndpoint("converse-stream", LlmOperation.Chat, Words("bedrock"), NoWords),
        Certain(":embedContent", LlmOperation.Embeddings) with
        {
            Since = HygieneLevel.V0_2,
        },
        Certain(":batchEmbedContents", LlmOperation.Embeddings) with
        {
            Since = HygieneLevel.V0_2,
        },
        AtHost("embeddings", LlmOperation.Embeddings),
        AtHost("api/embed", LlmOperation.Embeddings),
        AtHost("v1/embed", LlmOperation.Embeddings),
        AtHost("v2/embed", LlmOperation.Embeddings),
        AtHost("images/generations", LlmOperation.Image),
        AtHost("images/edits", LlmOperation.Image),
        AtHost("images/variations", LlmOperation.Image),
        AtHost("videos", LlmOperation.Video),
        AtHost("audio/speech", LlmOperation.Speech),
        AtHost("audio/transcriptions", LlmOperation.Transcription),
        AtHost("audio/translations", LlmOperation.Transcription),
        AtHost("moderations", LlmOperation.Moderation)
    );

    /// <summary>Hosts that serve models and nothing else, so that any path in the table is an LLM endpoint there.</summary>
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
    /// Text that source code must contain to reach an endpoint: a project that reaches one has at least one of these in some file. Each is
    /// a part of a path above that is rare in other code.
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
        "/converse",
        "mbedContent",
        "/embeddings",
        "\"embeddings",
        "api/embed",
        "v1/embed",
        "v2/embed",
        "images/generations",
        "images/edits",
        "images/variations",
        "v1/videos",
        "audio/speech",
        "audio/transcriptions",
        "audio/translations",
        "/moderations"
    );

    private static ImmutableArray<string> NoWords => ImmutableArray<string>.Empty;

    private static LlmEndpoint Certain(string path, LlmOperation operation) => new(path, operation, NoWords, NoWords);

    private static LlmEndpoint AtHost(string path, LlmOperation operation) =>
        new(path, operation, NoWords, NoWords) { NeedsHost = true, Since = HygieneLevel.V0_2 };

    private static ImmutableArray<string> Words(params string[] words) => ImmutableArray.Create(words);
}
