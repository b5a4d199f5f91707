using System.ClientModel;
using LlmHygiene;
using Microsoft.Extensions.AI;
using OpenAI;
using SupportDesk.Offline;

namespace SupportDesk;

/// <summary>
/// The endpoint of the models: the OpenAI API with OPENAI_API_KEY, Ollama with OLLAMA_HOST, and otherwise an in-process
/// server. All three use the same OpenAI SDK.
/// </summary>
internal sealed class LlmEndpoint : IAsyncDisposable
{
    private readonly FakeOpenAIServer? _server;

    private LlmEndpoint(
        string description, OpenAIClient client, IPromptVersionSelector versions, string embeddingModel,
        string? onlyChatModel = null, FakeOpenAIServer? server = null)
    {
        Description = description;
        EmbeddingModel = embeddingModel;
        _server = server;

        Chat = client.GetChatClient(onlyChatModel ?? "gpt-5.4-mini-2026-03-17").AsIChatClient().AsBuilder()
            .ConfigureOptions(options => options.ModelId = onlyChatModel ?? options.ModelId)
            .UsePromptRollout(versions)
            .UseOpenTelemetry()
            .UsePromptTelemetry()
            .Build();
        Embeddings = client.GetEmbeddingClient(embeddingModel).AsIEmbeddingGenerator().AsBuilder()
            .UseOpenTelemetry()
            .Build();
    }

    public string Description { get; }

    public string EmbeddingModel { get; }

    public IChatClient Chat { get; }

    public IEmbeddingGenerator<string, Embedding<float>> Embeddings { get; }

    public static async Task<LlmEndpoint> OpenAsync(IPromptVersionSelector versions, CancellationToken cancellationToken)
    {
        if (Setting("OPENAI_API_KEY") is { } key)
            return new("the OpenAI API", new OpenAIClient(key), versions, "text-embedding-3-small");

        if (Setting("OLLAMA_HOST") is { } host)
        {
            var address = new Uri(host.Contains("://") ? host : "http://" + host);
            return new($"Ollama at {address}", Connect(address), versions,
                Setting("OLLAMA_EMBEDDING_MODEL") ?? "nomic-embed-text", Setting("OLLAMA_MODEL") ?? "llama3.2");
        }

        var server = await FakeOpenAIServer.StartAsync(cancellationToken);
        return new("a server inside this process", Connect(server.Address), versions, "text-embedding-3-small", server: server);
    }

    public async ValueTask DisposeAsync()
    {
        Chat.Dispose();
        Embeddings.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    // Neither Ollama nor the in-process server checks the key, but the SDK requires one.
    private static OpenAIClient Connect(Uri address) =>
        new(new ApiKeyCredential("unused"), new OpenAIClientOptions { Endpoint = new Uri(address, "/v1") });

    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
