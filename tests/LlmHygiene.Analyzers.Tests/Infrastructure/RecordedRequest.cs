using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using System.Text.Json;
using Anthropic;
using Microsoft.Extensions.AI;
using OpenAI;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>The body that a real SDK sends, and the response that it gets without a network.</summary>
internal sealed class RecordedRequest : HttpMessageHandler
{
    private readonly string _response;

    private RecordedRequest(string response) => _response = response;

    public List<JsonElement> Bodies { get; } = [];

    public JsonElement Body => Assert.Single(Bodies);

    /// <summary>A client of OpenAI's chat completions that gets this text as its response.</summary>
    public static (IChatClient Client, RecordedRequest Request) OpenAI(string text, string usage = "{}")
    {
        var content = JsonSerializer.Serialize(text);
        var request = new RecordedRequest(
            $$$"""
            {"id":"x","object":"chat.completion","created":1,"model":"gpt-5.4-mini","usage":{{{usage}}},
            "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":{{{content}}}}}]}
            """
        );
        var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(request)) };
        return (new OpenAIClient(new ApiKeyCredential("key"), options).GetChatClient("gpt-5.4-mini").AsIChatClient(), request);
    }

    /// <summary>A client of Anthropic's messages that gets this text as its response.</summary>
    public static (IChatClient Client, RecordedRequest Request) Anthropic(string text, string usage)
    {
        var content = JsonSerializer.Serialize(text);
        var request = new RecordedRequest(
            $$$"""
            {"id":"x","type":"message","role":"assistant","model":"claude-sonnet-5","stop_reason":"end_turn","stop_sequence":null,
            "usage":{{{usage}}},"content":[{"type":"text","text":{{{content}}}}]}
            """
        );
        return (
            new AnthropicClient { ApiKey = "key", HttpClient = new HttpClient(request) }.AsIChatClient("claude-sonnet-5", 1024),
            request
        );
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        Bodies.Add(body.RootElement.Clone());
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(_response, Encoding.UTF8, "application/json") };
    }
}
