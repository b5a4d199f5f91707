using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDesk.Offline;

/// <summary>
/// The part of the OpenAI API that the samples use, on a free loopback port: chat completions, with and without
/// streaming, responses and embeddings. The same request always gets the same response.
/// </summary>
internal sealed class FakeOpenAIServer : IAsyncDisposable
{
    private const string DefaultModel = "gpt-5.4-mini-2026-03-17";

    private static readonly TimeSpan s_thinking = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_perWord = TimeSpan.FromMilliseconds(5);

    private readonly WebApplication _app;

    private FakeOpenAIServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <param name="certificate">For HTTPS; null for HTTP.</param>
    public static async Task<FakeOpenAIServer> StartAsync(
        CancellationToken cancellationToken, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));

        var app = builder.Build();
        app.MapPost("/v1/chat/completions", ChatAsync);
        app.MapPost("/v1/responses", RespondAsync);
        app.MapGet("/v1/responses/{id}", http => SendResponseAsync(http, DefaultModel, "I drafted this reply.", ("", "")));
        app.MapPost("/v1/embeddings", EmbedAsync);
        await app.StartAsync(cancellationToken);
        return new FakeOpenAIServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task ChatAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        var model = request["model"]!.GetValue<string>();
        var messages = request["messages"]!.AsArray();
        var text = CannedResponses.For(TextOf(messages, "system"), TextOf(messages, "user"));
        var usage = Usage(messages.ToJsonString(), text);

        await Task.Delay(s_thinking, http.RequestAborted);
        if (request["stream"]?.GetValue<bool>() is true)
            await StreamAsync(http, model, text, usage);
        else
            await http.Response.WriteAsJsonAsync(
                new
                {
                    id = "chatcmpl-offline", @object = "chat.completion", created = 0, model,
                    choices = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = "stop" } },
                    usage,
                },
                http.RequestAborted);
    }

    // The request may state no model: then the server chooses one.
    private static async Task RespondAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        var input = request["input"] is JsonArray items
            ? string.Join('\n', items.Select(item => ContentOf(item!)))
            : request["input"]!.GetValue<string>();
        var instructions = request["instructions"]?.GetValue<string>() ?? "";
        await Task.Delay(s_thinking, http.RequestAborted);
        var text = CannedResponses.For(instructions, input);
        await SendResponseAsync(http, request["model"]?.GetValue<string>() ?? DefaultModel, text, (instructions + input, text));
    }

    private static Task SendResponseAsync(HttpContext http, string model, string text, (string Asked, string Answered) tokens) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                id = "resp_offline", @object = "response", created_at = 0, status = "completed", model,
                output = new[]
                {
                    new
                    {
                        id = "msg_offline", type = "message", status = "completed", role = "assistant",
                        content = new[] { new { type = "output_text", text, annotations = Array.Empty<object>() } },
                    },
                },
                usage = new
                {
                    input_tokens = Tokens(tokens.Asked), input_tokens_details = new { cached_tokens = 0 },
                    output_tokens = Tokens(tokens.Answered), output_tokens_details = new { reasoning_tokens = 0 },
                    total_tokens = Tokens(tokens.Asked) + Tokens(tokens.Answered),
                },
            },
            http.RequestAborted);

    private static async Task StreamAsync(HttpContext http, string model, string text, object usage)
    {
        http.Response.ContentType = "text/event-stream";

        foreach (var word in text.Split(' ').Select((word, i) => i == 0 ? word : " " + word))
        {
            await SendAsync(
                http,
                Chunk(model, [new { index = 0, delta = new { role = "assistant", content = word }, finish_reason = (string?)null }],
                    usage: null));
            await Task.Delay(s_perWord, http.RequestAborted);
        }

        await SendAsync(http, Chunk(model, [new { index = 0, delta = new { }, finish_reason = "stop" }], usage: null));
        await SendAsync(http, Chunk(model, [], usage));
        await SendAsync(http, "[DONE]");
    }

    private static string Chunk(string model, object[] choices, object? usage) =>
        JsonSerializer.Serialize(new { id = "chatcmpl-offline", @object = "chat.completion.chunk", created = 0, model, choices, usage });

    private static async Task SendAsync(HttpContext http, string data)
    {
        await http.Response.WriteAsync($"data: {data}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static async Task EmbedAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        string[] texts = request["input"] is JsonArray many
            ? [.. many.Select(text => text!.GetValue<string>())]
            : [request["input"]!.GetValue<string>()];
        var tokens = texts.Sum(Tokens);

        await http.Response.WriteAsJsonAsync(
            new
            {
                @object = "list",
                model = request["model"]!.GetValue<string>(),
                data = texts.Select((text, index) => new { @object = "embedding", index, embedding = CannedResponses.Embed(text) }),
                usage = new { prompt_tokens = tokens, total_tokens = tokens },
            },
            http.RequestAborted);
    }

    private static async Task<JsonNode> ReadAsync(HttpContext http) =>
        await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted)
        ?? throw new BadHttpRequestException("The request has no body.");

    private static string TextOf(JsonArray messages, string role) =>
        string.Join('\n', messages.Where(message => message!["role"]!.GetValue<string>() == role).Select(message => ContentOf(message!)));

    private static string ContentOf(JsonNode message) =>
        message["content"] is JsonArray parts
            ? string.Concat(parts.Select(part => part!["text"]?.GetValue<string>()))
            : message["content"]!.GetValue<string>();

    private static object Usage(string asked, string answered) =>
        new { prompt_tokens = Tokens(asked), completion_tokens = Tokens(answered), total_tokens = Tokens(asked) + Tokens(answered) };

    // Four characters per token is close enough to make the numbers look real.
    private static int Tokens(string text) => (text.Length + 3) / 4;
}
