using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LlmHygiene.OpenTelemetry.Tests;

/// <summary>A server in the process with the providers' APIs: it answers with a text, or calls tools first.</summary>
internal sealed class StubServer(int toolRounds = 0) : HttpMessageHandler
{
    public const int InputTokens = 11;
    public const int OutputTokens = 7;

    private int _requests;

    public int Requests => _requests;

    public long ReportedTokens => _requests * (long)(InputTokens + OutputTokens);

    public HttpClient Client() => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var isStream = body.Length > 0 && JsonNode.Parse(body)?["stream"]?.GetValue<bool>() == true;
        var isTool = number <= toolRounds;
        var path = request.RequestUri!.AbsolutePath;
        var text =
            path.EndsWith("/messages", StringComparison.Ordinal) ? Anthropic()
            : path.EndsWith("/embeddings", StringComparison.Ordinal) ? Embeddings()
            : isStream ? Stream(number, isTool)
            : ChatCompletion(number, isTool);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(text, Encoding.UTF8, isStream ? "text/event-stream" : "application/json"),
            RequestMessage = request,
        };
    }

    private const string Usage = """
        {"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}
        """;

    private const string ToolCall = """
        [{"index":0,"id":"call_1","type":"function","function":{"name":"Clock","arguments":"{}"}}]
        """;

    private static string ChatCompletion(int number, bool isTool) =>
        $$$"""
            {"id":"chat-{{{number}}}","object":"chat.completion","created":1,"model":"gpt-5.4-mini","usage":{{{Usage}}},
             "choices":[{"index":0,"finish_reason":"{{{(isTool ? "tool_calls" : "stop")}}}",
              "message":{"role":"assistant","content":{{{(isTool ? "null" : "\"Hello\"")}}},"tool_calls":{{{(
                isTool ? ToolCall : "[]"
            )}}}}}]}
            """;

    private static string Stream(int number, bool isTool)
    {
        var head = $"\"id\":\"chat-{number}\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5.4-mini\"";
        var delta = isTool ? $"\"tool_calls\":{ToolCall.Trim()}" : "\"content\":\"Hello\"";
        return string.Concat(
            $"data: {{{head},\"choices\":[{{\"index\":0,\"delta\":{{\"role\":\"assistant\",{delta}}},\"finish_reason\":null}}]}}\n\n",
            $"data: {{{head},\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"{(isTool ? "tool_calls" : "stop")}\"}}]}}\n\n",
            $"data: {{{head},\"choices\":[],\"usage\":{Usage.Trim()}}}\n\n",
            "data: [DONE]\n\n"
        );
    }

    private static string Anthropic() =>
        """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-6","stop_reason":"end_turn","stop_sequence":null,
             "content":[{"type":"text","text":"Hello"}],"usage":{"input_tokens":11,"output_tokens":7}}
            """;

    private static string Embeddings() =>
        """
            {"object":"list","model":"text-embedding-3-small","usage":{"prompt_tokens":11,"total_tokens":11},
             "data":[{"object":"embedding","index":0,"embedding":"AACAPwAAAEA="}]}
            """;
}
