using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>The address of a raw request is found however it is put together and wherever it comes from.</summary>
public class RawHttpAddressTests
{
    [Fact]
    public Task A_tuple_from_a_virtual_helper_with_a_default_host() =>
        VerifyAsync(
            """
            public record Key(string? Host, string Secret);
            public class ClaudeService(HttpClient client)
            {
                protected virtual (string url, string key) GetEndpoint(Key k)
                {
                    string url = (k.Host ?? "https://api.anthropic.com").TrimEnd('/');
                    return (url, k.Secret);
                }

                protected virtual (string url, string key) GetMessagesEndpoint(Key k)
                {
                    (string b, _) = GetEndpoint(k);
                    return (b + "/v1/messages", k.Secret);
                }

                public async Task<string> ChatAsync(Key k, JsonArray messages, string model)
                {
                    (string url, string key) = GetMessagesEndpoint(k);
                    JsonObject body = new() { ["model"] = model, ["max_tokens"] = 1000, ["messages"] = messages };
                    using HttpRequestMessage request = new(HttpMethod.Post, url);
                    request.Headers.Add("x-api-key", key);
                    request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
                    using HttpResponseMessage response = await client.[|SendAsync|](request);
                    return await response.Content.ReadAsStringAsync();
                }
            }
            public class BedrockService(HttpClient client) : ClaudeService(client)
            {
                protected override (string url, string key) GetMessagesEndpoint(Key k) => (k.Host + "/v1/messages", k.Secret);
            }
            """
        );

    [Theory]
    [InlineData("await http.[|PostAsync|](new UriBuilder(\"https\", \"api.openai.com\") { Path = \"v1/chat/completions\" }.Uri, content);")]
    [InlineData("await http.[|PostAsync|](new UriBuilder(\"https\", \"api.openai.com\", 443, \"v1/chat/completions\").Uri, content);")]
    [InlineData("await http.[|PostAsync|](new UriBuilder { Host = host, Path = \"/v1/chat/completions\" }.Uri, content);")]
    [InlineData(
        "await http.[|PostAsync|](new UriBuilder(\"https://api.openai.com\") { Path = \"v1/chat/completions\" }.ToString(), content);"
    )]
    [InlineData("await http.[|PostAsync|](new UriBuilder(host) { Path = \"v1/chat/completions\" }.Uri.AbsoluteUri, content);")]
    [InlineData(
        "await http.[|PostAsync|](new UriBuilder(new Uri(\"https://api.openai.com/v1/chat/completions\")) { Port = 99 }.Uri, content);"
    )]
    [InlineData("var b = new UriBuilder(host); b.Path = \"v1/chat/completions\"; await http.[|PostAsync|](b.Uri, content);")]
    [InlineData("var b = new UriBuilder(host); b.Path += \"/chat/completions\"; await http.[|PostAsync|](b.Uri, content);")]
    [InlineData(
        "var b = new UriBuilder(host) { Path = \"v1/models\" }; b.Path = \"v1/chat/completions\"; await "
            + "http.[|PostAsync|](b.Uri, content);"
    )]
    [InlineData(
        "var b = new UriBuilder(host) { Path = \"v1/chat/completions\" }; await http.[|PostAsync|](b.Uri, content); "
            + "b.Path = \"v1/files\";"
    )]
    [InlineData(
        "var b = new UriBuilder(\"https\", \"api.openai.com\"); b.Path = \"v1/responses\"; b.Query = \"x=1\"; var u "
            + "= b.Uri; await http.[|PostAsync|](u, content);"
    )]
    [InlineData(
        "var m = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(host) { Path = \"v1/chat/completions\" "
            + "}.Uri) { Content = content }; await http.[|SendAsync|](m);"
    )]
    [InlineData(
        "http.BaseAddress = new UriBuilder(\"https\", \"api.openai.com\").Uri; await http.[|PostAsync|](\"v1/responses\", content);"
    )]
    [InlineData("await http.[|PostAsync|](Made().Uri, content); UriBuilder Made() => new(host) { Path = \"v1/chat/completions\" };")]
    // The endpoint is another one, or is not certain.
    [InlineData("await http.PostAsync(new UriBuilder(\"https\", \"api.openai.com\") { Path = \"v1/files\" }.Uri, content);")]
    [InlineData(
        "await http.PostAsync(new UriBuilder(\"https://api.openai.com/v1/chat/completions\") { Path = \"v1/files\" }.Uri, content);"
    )]
    [InlineData(
        "var b = new UriBuilder(\"https://api.openai.com/v1/chat/completions\"); b.Path = \"v1/files\"; await "
            + "http.PostAsync(b.Uri, content);"
    )]
    [InlineData(
        "var b = new UriBuilder(host) { Path = \"v1/files\" }; if (host == \"\") b.Path = \"v1/chat/completions\"; "
            + "await http.PostAsync(b.Uri, content);"
    )]
    [InlineData(
        "var b = new UriBuilder(host) { Path = \"v1/files\" }; await http.PostAsync(b.Uri, content); b.Path = \"v1/chat/completions\";"
    )]
    [InlineData("var b = new UriBuilder(host); b.Path = host; await http.PostAsync(b.Uri, content);")]
    [InlineData(
        "var b = new UriBuilder(\"https://api.openai.com/v1/chat/completions\"); Task Send() => http.PostAsync(b.Uri, content); "
            + "b.Path = \"v1/files\"; await Send();"
    )]
    [InlineData(
        "var b = new UriBuilder(\"https://api.openai.com/v1/chat/completions\"); for (var i = 0; i < 2; i++) { "
            + "await http.PostAsync(b.Uri, content); b.Path = \"v1/files\"; }"
    )]
    [InlineData(
        "var b = new UriBuilder(\"https://api.openai.com/v1/chat/completions\"); Change(b); await http.PostAsync(b.Uri, content); "
            + "void Change(UriBuilder given) => given.Path = \"v1/files\";"
    )]
    [InlineData(
        "var b = new UriBuilder(\"https://api.openai.com/v1/chat/completions\"); (b.Host, b.Path) = (\"a.example\", \"v1/files\"); "
            + "await http.PostAsync(b.Uri, content);"
    )]
    [InlineData("await http.GetAsync(new UriBuilder(host) { Path = \"v1/chat/completions\" }.Uri);")]
    public Task An_address_from_a_UriBuilder(string statements) =>
        VerifyAsync(
            $$"""
            class Sender(string host)
            {
                public async Task Run(HttpClient http, HttpContent content) { {{statements}} }
            }
            """
        );

    [Theory]
    [InlineData("var (url, key) = Endpoint(); await http.[|PostAsync|](url, content);")]
    [InlineData("var (_, url) = Turned(); await http.[|PostAsync|](url, content);")]
    [InlineData("var (url, _) = Turned(); await http.PostAsync(url, content);")]
    [InlineData("string url; string key; (url, key) = Endpoint(); await http.[|PostAsync|](new Uri(url), content);")]
    [InlineData("var endpoint = Endpoint(); await http.[|PostAsync|](endpoint.Url, content);")]
    [InlineData("var endpoint = Endpoint(); await http.PostAsync(endpoint.Key, content);")]
    [InlineData("await http.[|PostAsync|](Endpoint().Url, content);")]
    [InlineData("await http.PostAsync(Endpoint().Key, content);")]
    [InlineData("var (url, key) = await EndpointAsync(); await http.[|PostAsync|](url, content);")]
    [InlineData("var (url, key) = Wrapped(); await http.[|PostAsync|](url, content);")]
    [InlineData("var (url, key) = For(\"https://api.openai.com/v1\"); await http.[|PostAsync|](url, content);")]
    public Task A_tuple(string statements) =>
        VerifyAsync(
            $$"""
            class Sender(string host)
            {
                private (string Url, string Key) Endpoint() => (host + "/chat/completions", "https://example.com/key");
                private (string Key, string Url) Turned() => ("https://example.com/key", host + "/chat/completions");
                async Task<(string Url, string Key)> EndpointAsync() { await Task.Yield(); return (host + "/chat/completions", ""); }
                private (string Url, string Key) Wrapped() => Endpoint();
                private (string Url, string Key) For(string address) => (address + "/chat/completions", "");
                public async Task Run(HttpClient http, HttpContent content) { {{statements}} }
            }
            """
        );

    [Theory]
    [InlineData("url += \"/chat/completions\"; await http.[|PostAsync|](url, content);")]
    [InlineData("url += $\"/openai/deployments/{model}/chat/completions?v=1\"; await http.[|PostAsync|](new Uri(url), content);")]
    [InlineData("if (url.EndsWith('1')) url = url.Remove(3); url += \"/v1/chat/completions\"; await http.[|PostAsync|](url, content);")]
    [InlineData("url += \"/v1\"; url += \"/chat/completions\"; await http.[|PostAsync|](url, content);")]
    [InlineData("url += \"/v1/embeddings\"; await http.PostAsync(url, content);")]
    [InlineData("url = url ?? \"https://api.openai.com\"; url += \"/v1/chat/completions\"; await http.[|PostAsync|](url, content);")]
    [InlineData("url ??= \"https://api.openai.com/v1/chat/completions\"; await http.[|PostAsync|](url, content);")]
    [InlineData("url = string.Join('/', url, \"chat/completions\"); await http.[|PostAsync|](url, content);")]
    [InlineData(
        "url = string.Concat((ReadOnlySpan<string>)[url, \"/v1\", \"/chat\", \"/completions\"]); await http.[|PostAsync|](url, content);"
    )]
    [InlineData("await http.[|PostAsync|](new Uri(new Uri(url), \"v1/chat/completions\"), content);")]
    public Task An_address_that_is_put_together(string statements) =>
        VerifyAsync(
            $$"""
            class Sender
            {
                public async Task Run(HttpClient http, string host, string model, HttpContent content)
                {
                    var url = Environment.GetEnvironmentVariable("HOST");
                    {{statements}}
                }
            }
            """
        );

    [Fact]
    public Task A_helper_of_another_type() =>
        VerifyAsync(
            """
            interface IEndpoints { string Of(string model); }
            class Endpoints : IEndpoints { public string Of(string model) => $"/v1/{model}/chat/completions"; }
            static class Addresses
            {
                public static Uri Chat(string host) => new(host.TrimEnd('/') + "/chat/completions");
                public static Uri Files(string host) => new(host.TrimEnd('/') + "/files");
            }
            class Api(HttpClient http)
            {
                public Task<HttpResponseMessage> PostAsync(string path, object body)
                {
                    var url = "https://api.openai.com";
                    url += path;
                    return http.PostAsJsonAsync(new Uri(url), body);
                }
            }
            class Sender(HttpClient http, Api api, IEndpoints endpoints)
            {
                public Task A(string host, HttpContent content) => http.[|PostAsync|](Addresses.Chat(host), content);
                public Task B(string host, HttpContent content) => http.PostAsync(Addresses.Files(host), content);
                public Task C() => api.[|PostAsync|]("/v1/chat/completions", new { });
                public Task D() => api.PostAsync("/v1/files", new { });
                public Task F() => api.[|PostAsync|]("/v1/embeddings", new { });
                public Task E(HttpContent content) => http.[|PostAsync|](endpoints.Of("m"), content);
            }
            """
        );

    private static Task VerifyAsync(params string[] sources) => RuleTest.VerifyAsync<RawHttpAnalyzer>(sources, only: "LLMH3001");
}
