using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Interception.SdkPrograms;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Raw HTTP requests to models: status, model, usage and finish reason of the response, read from its body.</summary>
public class HttpRequestTests
{
    // A request through a handler of the project is none to a model, so that the handler is not seen here.
    private const string Client =
        "using var http = (HttpClient)Activator.CreateInstance(typeof(HttpClient), server)!; "
        + "const string url = \"https://api.openai.com/v1/chat/completions\"; "
        + "var asked = new { model = \"gpt-asked\", messages = new[] { new { role = \"user\", content = \"Say it.\" } } };";

    private const string Json = "new StringContent(System.Text.Json.JsonSerializer.Serialize(asked), Encoding.UTF8, \"application/json\")";

    private const string Early = "HttpCompletionOption.ResponseHeadersRead";

    private const string Request = "new HttpRequestMessage(HttpMethod.Post, url) { Content = " + Json + " }";

    private const string Asked = "Code.Run | System.Net.Http | chat | gpt-asked | ";

    private static InterceptedProject Of(string body, string answer, string type = "application/json", string setUp = Client)
    {
        var project = Program(body, setUp, answer, type);
        return project.With("Json.cs", "global using System.Net.Http.Json;");
    }

    private static Task<CallRecord> RunAsync(string body, string answer, string type = "application/json") =>
        Of(body, answer, type).RunAsync();

    [Theory]
    [InlineData("using var response = await http.PostAsync(url, " + Json + "); return await response.Content.ReadAsStringAsync();")]
    [InlineData("using var response = await http.PostAsJsonAsync(url, asked); return await response.Content.ReadAsStringAsync();")]
    [InlineData("using var response = await http.SendAsync(" + Request + "); return await response.Content.ReadAsStringAsync();")]
    [InlineData(
        "using var response = http.Send("
            + Request
            + "); using var reader = new System.IO.StreamReader(response.Content.ReadAsStream()); "
            + "return reader.ReadToEnd();"
    )]
    [InlineData(
        "return await (await http.PostAsync(new Uri(url), "
            + Json
            + ", CancellationToken.None)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();"
    )]
    [InlineData(
        "var response = await http.SendAsync("
            + Request
            + ", HttpCompletionOption.ResponseContentRead); "
            + "return (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetRawText();"
    )]
    [InlineData(
        "using var invoker = (HttpMessageInvoker)Activator.CreateInstance(typeof(HttpMessageInvoker), server)!; "
            + "using var response = await invoker.SendAsync("
            + Request
            + ", default); return await response.Content.ReadAsStringAsync();"
    )]
    public async Task A_whole_response(string body)
    {
        var run = await RunAsync(body, OpenAIChat);
        Assert.Equal(OpenAIChat, run.Result.Trim());
        Assert.Equal(Asked + "gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
        Assert.Contains("usage truncated input 12", run.Metrics);
    }

    [Theory]
    [InlineData("return await response.Content.ReadAsStringAsync();")]
    [InlineData(
        "using var stream = await response.Content.ReadAsStreamAsync(); return await new System.IO.StreamReader(stream).ReadToEndAsync();"
    )]
    [InlineData("using var stream = response.Content.ReadAsStream(); return new System.IO.StreamReader(stream).ReadToEnd();")]
    [InlineData("return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());")]
    [InlineData(
        "var copy = new System.IO.MemoryStream(); await response.Content.CopyToAsync(copy); return Encoding.UTF8.GetString(copy.ToArray());"
    )]
    [InlineData(
        "var copy = new System.IO.MemoryStream(); response.Content.CopyTo(copy, null, default); "
            + "return Encoding.UTF8.GetString(copy.ToArray());"
    )]
    [InlineData("await response.Content.LoadIntoBufferAsync(); return await response.Content.ReadAsStringAsync();")]
    [InlineData(
        "using var reader = new System.IO.StreamReader(await response.Content.ReadAsStreamAsync()); var text = \"\"; "
            + "while (await reader.ReadLineAsync() is { } line) text += line + \"\\n\"; return text;"
    )]
    [InlineData(
        "using var stream = await response.Content.ReadAsStreamAsync(); var text = \"\"; "
            + "for (int next; (next = stream.ReadByte()) >= 0; ) text += (char)next; return text;"
    )]
    public async Task A_body_that_arrives_later_ends_the_call(string read)
    {
        var run = await RunAsync(
            $"using var response = await http.SendAsync({Request}, {Early}); {read}",
            OpenAIStream,
            "text/event-stream"
        );
        Assert.Equal(OpenAIStream.Trim(), run.Result.Trim());
        Assert.Equal(Asked + "gpt-served | 12 | 3 | - | - | - | filtered | -", run.Table);
        Assert.Contains("time_to_first_chunk filtered", run.Metrics);
    }

    [Fact]
    public async Task The_last_event_of_a_stream_ends_the_call_although_the_body_goes_on()
    {
        var run = await RunAsync(
            $$"""
            using var response = await http.SendAsync({{Request}}, {{Early}});
            using var reader = new System.IO.StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
                if (line == "data: [DONE]")
                    return line;
            return "";
            """,
            OpenAIStream + new string(' ', 100_000),
            "text/event-stream"
        );
        Assert.Equal("data: [DONE]", run.Result);
        Assert.Equal(Asked + "gpt-served | 12 | 3 | - | - | - | filtered | -", run.Table);
    }

    [Fact]
    public async Task A_body_that_nobody_reads_is_abandoned()
    {
        var run = await RunAsync($"using (await http.SendAsync({Request}, {Early})) return server.IsDisposed.ToString();", OpenAIChat);
        Assert.Equal("False", run.Result);
        Assert.Equal(Asked + "- | - | - | - | - | - | abandoned | -", run.Table);
    }

    [Fact]
    public async Task Whoever_disposes_of_the_response_disposes_of_its_body()
    {
        var run = await RunAsync($"(await http.SendAsync({Request}, {Early})).Dispose(); return server.IsDisposed.ToString();", OpenAIChat);
        Assert.Equal("True", run.Result);
    }

    [Fact]
    public async Task Headers_of_a_body_that_arrives_later_are_the_same()
    {
        const string Body = $"using var response = await http.SendAsync({Request}, {Early}); return response.Content.Headers.ToString();";
        var project = Of(Body, OpenAIChat);
        Assert.Equal((await (project with { IsOn = false }).RunAsync()).Result, (await project.RunAsync()).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", " + Early)]
    public async Task A_status_is_the_type_of_an_error(string option)
    {
        var run = await RunAsync(
            $"http.DefaultRequestHeaders.Add(\"status\", \"TooManyRequests\"); var response = await http.SendAsync({Request}{option}); "
                + "return (int)response.StatusCode + await response.Content.ReadAsStringAsync();",
            """{"error":{"message":"Slow down.","type":"rate_limit"}}"""
        );
        Assert.StartsWith("429{", run.Result, StringComparison.Ordinal);
        Assert.Equal(Asked + "- | - | - | - | - | - | failure | 429", run.Table);
    }

    [Fact]
    public async Task A_request_that_fails_throws_what_it_throws()
    {
        var run = await RunAsync(
            $"try {{ await http.PostAsJsonAsync(url, asked, new CancellationToken(true)); }} "
                + "catch (OperationCanceledException) { return \"thrown\"; } return \"\";",
            OpenAIChat
        );
        Assert.Equal("thrown", run.Result);
        Assert.Equal(Asked + "- | - | - | - | - | - | cancelled | -", run.Table);
    }

    [Theory]
    [InlineData(Response, "gpt-served | 12 | 3 | 5 | - | 2 | truncated | -")]
    [InlineData(ResponseStream, "gpt-served | 12 | 3 | 5 | - | 2 | truncated | -")]
    [InlineData(AnthropicMessage, "claude-served | 18 | 3 | 5 | 1 | - | truncated | -")]
    [InlineData(AnthropicStream, "claude-served | 18 | 3 | 5 | 1 | - | filtered | -")]
    [InlineData(OllamaStream, "llama-served | 12 | 3 | - | - | - | truncated | -")]
    [InlineData(Embeddings, "vectors | 4 | - | - | - | - | success | -")]
    [InlineData(
        """{"candidates":[{"content":{"parts":[{"text":"fine"}]},"finishReason":"MAX_TOKENS"}],"modelVersion":"gemini-served","""
            + """ "usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":3,"cachedContentTokenCount":5,"thoughtsTokenCount":2}}""",
        "gemini-served | 12 | 5 | 5 | - | 2 | truncated | -"
    )]
    [InlineData(
        """[{"candidates":[{"content":{}}]},{"candidates":[{"finishReason":"SAFETY"}],"usageMetadata":{"promptTokenCount":12}}]""",
        "- | 12 | - | - | - | - | filtered | -"
    )]
    [InlineData("""{"promptFeedback":{"blockReason":"SAFETY"}}""", "- | - | - | - | - | - | filtered | -")]
    [InlineData(
        """{"output":{},"stopReason":"max_tokens","usage":{"inputTokens":12,"outputTokens":3,"cacheReadInputTokens":5}}""",
        "- | 17 | 3 | 5 | - | - | truncated | -"
    )]
    [InlineData(
        """{"finish_reason":"MAX_TOKENS","usage":{"billed_units":{"input_tokens":1},"tokens":{"input_tokens":12,"output_tokens":3}}}""",
        "- | 12 | 3 | - | - | - | truncated | -"
    )]
    [InlineData("""{"error":"no such model"}""", "- | - | - | - | - | - | failure | response_error")]
    [InlineData("""{"model":5,"usage":[1],"choices":{"a":1},"error":null}""", "- | - | - | - | - | - | success | -")]
    [InlineData("""{"model":"gpt-served","usage":{"prompt_tokens":12""", "gpt-served | - | - | - | - | - | success | -")]
    [InlineData(
        """{"choices":[{"message":{"content":"{\"model\":\"said\",\"error\":\"said\"}"}}]}""",
        "- | - | - | - | - | - | success | -"
    )]
    [InlineData("not JSON", "- | - | - | - | - | - | success | -")]
    [InlineData("", "- | - | - | - | - | - | success | -")]
    public async Task The_body_is_read_in_the_format_of_each_provider(string answer, string expected)
    {
        foreach (var option in new[] { "", ", " + Early })
        {
            var run = await RunAsync(
                $"using var response = await http.SendAsync({Request}{option}); return await response.Content.ReadAsStringAsync();",
                answer
            );
            Assert.Equal(Asked + expected, run.Table);
        }
    }

    [Fact]
    public async Task Nothing_is_read_or_replaced_while_nobody_listens()
    {
        var run = await Of(
                $"using var response = await http.SendAsync({Request}, {Early}); return response.Content.GetType().Name;",
                OpenAIChat
            )
            .RunAsync(listens: false);
        Assert.Equal("StreamContent", run.Result);
        Assert.Empty(run.Spans);
    }

    [Fact]
    public async Task The_call_of_a_helper_that_decides_the_address_is_measured()
    {
        var run = await Helped(
                """
                public static async Task<string> PostAsync(HttpClient http, string url, string json)
                {
                    using var response = await http.PostAsync(url, new StringContent(json));
                    return await response.Content.ReadAsStringAsync();
                }
                """,
                read: "return response;"
            )
            .RunAsync();
        Assert.Equal(OpenAIChat, run.Result);
        Assert.Equal(Asked + "- | - | - | - | - | - | success | -", run.Table);
    }

    [Fact]
    public async Task A_helper_may_return_a_body_that_arrives_later()
    {
        var run = await Helped(
                """
                public static Task<HttpResponseMessage> PostAsync(HttpClient http, string url, string json) =>
                    http.SendAsync(
                        new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(json) },
                        HttpCompletionOption.ResponseHeadersRead);
                """,
                read: "return await response.Content.ReadAsStringAsync();"
            )
            .RunAsync();
        Assert.Equal(OpenAIChat, run.Result);
        Assert.Equal(Asked + "gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    [Fact]
    public async Task A_body_of_a_helper_that_has_arrived_can_be_read_twice()
    {
        var project = Helped(
            """
            public static Task<HttpResponseMessage> PostAsync(HttpClient http, string url, string json) =>
                http.PostAsync(url, new StringContent(json));
            """,
            read: "var first = await response.Content.ReadAsStreamAsync(); "
                + "var one = await new System.IO.StreamReader(first).ReadToEndAsync(); "
                + "return one.Length + \" \" + first.CanSeek + \" \" + await response.Content.ReadAsStringAsync();"
        );
        var run = await project.RunAsync();
        Assert.Equal((await (project with { IsOn = false }).RunAsync()).Result, run.Result);
        Assert.Contains(" True {", run.Result, StringComparison.Ordinal);
        Assert.Equal(Asked + "gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    // The helper is in another class and is used for another address too, so that its callers decide.
    private static InterceptedProject Helped(string helper, string read) =>
        Of(
                $$"""
                var response = await Api.PostAsync(
                    http, url, "{\"model\":\"gpt-asked\",\"messages\":[]}");
                {{read}}
                """,
                OpenAIChat
            )
            .With(
                "Api.cs",
                $$"""
                public static class Api
                {
                    {{helper}}

                    public static Task Other(HttpClient http) => PostAsync(http, "https://shop.example/orders", "{}");
                }
                """
            );

    [Fact]
    public void Requests_and_calls_of_SDKs_are_numbered_in_the_order_of_the_text()
    {
        var project = Of(
            $"await http.PostAsJsonAsync(url, asked); "
                + "_ = new OpenAI.Chat.ChatClient(\"gpt-asked\", \"none\").CompleteChatAsync(\"Say it.\"); "
                + "await http.PostAsJsonAsync(url, asked); await http.GetAsync(\"https://shop.example\"); return \"\";",
            OpenAIChat
        );
        Assert.Equal(["Code.Run", "Code.Run#2", "Code.Run#3"], project.Sites());
    }

    [Fact]
    public void A_project_without_an_SDK_is_measured_too()
    {
        var project = Of($"await http.PostAsJsonAsync(url, asked); return \"\";", OpenAIChat) with
        {
            References = [.. TestReferences.Framework, TestReferences.Runtime],
        };
        Assert.Equal(["Code.Run"], project.Sites());
    }
}
