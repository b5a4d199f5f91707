using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A chat client that records everything except the name and version of the prompt.</summary>
internal sealed class RecordingChatClient : IChatClient
{
    public List<string> Seen { get; } = [];

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Record("response", messages, options, cancellationToken);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "fine")));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Record("stream", messages, options, cancellationToken);
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "fine");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    private void Record(string kind, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        options = options?.Clone() ?? new ChatOptions();
        foreach (var key in (string[])["gen_ai.prompt.name", "gen_ai.prompt.version", "prompt_name", "prompt_version"])
            options.AdditionalProperties?.Remove(key);
        var said = messages.Select(message => new
        {
            Role = message.Role.Value,
            message.AuthorName,
            Contents = message.Contents.Select(content => content.GetType().Name + ":" + (content as TextContent)?.Text).ToArray(),
        });
        var asked = new
        {
            options.ConversationId,
            options.Instructions,
            options.Temperature,
            options.MaxOutputTokens,
            options.TopP,
            options.TopK,
            options.FrequencyPenalty,
            options.PresencePenalty,
            options.Seed,
            options.ModelId,
            options.StopSequences,
            Format = options.ResponseFormat?.GetType().Name,
            Mode = options.ToolMode?.GetType().Name,
            Tools = options.Tools?.Select(tool => tool.Name).ToArray(),
            More = options.AdditionalProperties?.Select(property => property.Key + "=" + property.Value).ToArray() is { Length: > 0 } more
                ? more
                : null,
        };
        Seen.Add(
            JsonSerializer.Serialize(
                new
                {
                    kind,
                    said,
                    asked,
                    cancellationToken.CanBeCanceled,
                }
            )
        );
    }
}

/// <summary>The client of the real OpenAI SDK, with a handler that records the bodies of the requests.</summary>
internal sealed class OpenAIWire : HttpMessageHandler
{
    private const string Answer =
        """{"id":"c","object":"chat.completion","created":1,"model":"m","""
        + """ "choices":[{"index":0,"message":{"role":"assistant","content":"fine"},"finish_reason":"stop"}],"""
        + """ "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
    private const string Stream =
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","""
        + """ "choices":[{"index":0,"delta":{"role":"assistant","content":"fine"},"finish_reason":"stop"}]}"""
        + "\n\ndata: [DONE]\n\n";

    public List<string> Bodies { get; } = [];

    public OpenAI.Chat.ChatClient Client() =>
        new(
            "gpt-of-the-client",
            new ApiKeyCredential("none"),
            new OpenAIClientOptions
            {
                Transport = new HttpClientPipelineTransport(new HttpClient(this)),
                RetryPolicy = new ClientRetryPolicy(0),
            }
        );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Bodies.Add(body);
        var isStream = body.Contains("\"stream\":true", StringComparison.Ordinal);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(isStream ? Stream : Answer, Encoding.UTF8, isStream ? "text/event-stream" : "application/json"),
        };
    }
}
