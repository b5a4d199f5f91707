using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Resilience;

/// <summary>A time-out matters only to a client whose responses can be long.</summary>
public class ClientsWithoutTextTests
{
    private const string Id = "LLMH5004";

    [Theory]
    [InlineData("var c = new OllamaApiClient(address); var chat = (IChatClient)c; _ = chat.GetService(typeof(ChatClientMetadata));")]
    [InlineData(
        "var c = new OllamaApiClient(address); IEmbeddingGenerator<string, Embedding<float>> g = c; _ = g.GenerateAsync(\"text\");"
    )]
    [InlineData("IEmbeddingGenerator<string, Embedding<float>>? g = flag ? new OllamaApiClient(address) : null; _ = g;")]
    [InlineData(
        "_ = new OpenAIClient(key, new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient()) })"
            + ".GetOpenAIFileClient();"
    )]
    [InlineData("var g = (IEmbeddingGenerator<string, Embedding<float>>)new OllamaApiClient(address); _ = g.GenerateAsync(\"text\");")]
    [InlineData("using OllamaApiClient models = new(address); _ = models.ListLocalModelsAsync(); models.SelectedModel = \"llama3\";")]
    public Task Silent_for_a_client_that_lists_models_or_makes_embeddings(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var c = new {|LLMH5004:OllamaApiClient|}(address); var chat = (IChatClient)c; _ = chat.GetResponseAsync(\"Help.\");")]
    [InlineData("var c = new {|LLMH5004:OllamaApiClient|}(address); _ = new List<object> { c };")]
    [InlineData("IChatClient? chat = flag ? new {|LLMH5004:OllamaApiClient|}(address) : null; _ = chat;")]
    [InlineData("OllamaApiClient c = {|LLMH5004:new|}(address); _ = c.ListLocalModelsAsync(); Keep(c);")]
    [InlineData("OllamaApiClient c = {|LLMH5004:new|}(address); _ = c.ListLocalModelsAsync(); _ = ((IChatClient)c).AsBuilder();")]
    [InlineData("_kept = new {|LLMH5004:OllamaApiClient|}(address); _ = _kept.ListLocalModelsAsync();")]
    public Task Fires_where_a_call_is_made_or_may_be_made(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("await foreach (var part in _client.PullModelAsync(\"llama3\")) Console.Write(part.Percent);", false)]
    [InlineData("await _client.ListLocalModelsAsync();", false)]
    [InlineData("await foreach (var part in _client.ChatAsync(new OllamaSharp.Models.Chat.ChatRequest())) Console.Write(part);", true)]
    [InlineData("Keep(_client);", true)]
    public Task A_client_that_is_handed_over_to_load_a_model_makes_no_call(string use, bool fires) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            class Settings
            {
                public void Load(Uri address)
                {
                    var client = new {{(fires ? "{|LLMH5004:OllamaApiClient|}" : "OllamaApiClient")}}(address);
                    _ = client.ListLocalModelsAsync();
                    _ = new Download(client).RunAsync();
                }
            }
            class Download
            {
                private readonly OllamaApiClient _client;
                public Download(OllamaApiClient client) => _client = client;
                public async Task RunAsync()
                {
                    await Task.Yield();
                    {{use}}
                }
                static extern void Keep(object any);
            }
            """
        );

    private static Task VerifyAsync(string statements) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            public class C
            {
                protected OllamaApiClient? _kept;
                void M(Uri address, bool flag, ApiKeyCredential key)
                {
                    {{statements}}
                }
                static extern void Keep(object any);
            }
            """
        );
}
