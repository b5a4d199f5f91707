namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Code that the test programs use: a client of Microsoft.Extensions.AI, and a server for the clients of SDKs.</summary>
internal static class Fakes
{
    /// <summary>A client of Microsoft.Extensions.AI, which is not called in another way than by the tests' programs.</summary>
    public const string Client = """
        public sealed class FakeClient : Microsoft.Extensions.AI.IChatClient, Microsoft.Extensions.AI.IEmbeddingGenerator<string, Microsoft.Extensions.AI.Embedding<float>>
        {
            public string Text { get; set; } = "fine";
            public Exception? Thrown { get; set; }
            public Exception? Error { get; set; }
            public int Calls { get; private set; }
            public string Current { get; private set; } = "";

            public Task<Microsoft.Extensions.AI.ChatResponse> GetResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, Microsoft.Extensions.AI.ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                Calls++;
                if (Thrown is not null)
                    throw Thrown;
                return Answer(cancellationToken);
            }

            private async Task<Microsoft.Extensions.AI.ChatResponse> Answer(CancellationToken cancellationToken)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                Current = System.Diagnostics.Activity.Current?.DisplayName ?? "";
                if (Error is not null)
                    throw Error;
                return new(new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.Assistant, Text))
                {
                    ModelId = "served",
                    FinishReason = Microsoft.Extensions.AI.ChatFinishReason.Stop,
                    Usage = new() { InputTokenCount = 12, OutputTokenCount = 3, CachedInputTokenCount = 5, ReasoningTokenCount = 2 },
                };
            }

            public async IAsyncEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, Microsoft.Extensions.AI.ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                Calls++;
                foreach (var part in new[] { "fi", "ne" })
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    Current = System.Diagnostics.Activity.Current?.DisplayName ?? "";
                    if (Error is not null && part == "ne")
                        throw Error;
                    yield return new(Microsoft.Extensions.AI.ChatRole.Assistant, part) { ModelId = "served" };
                }

                // Two rounds of a tool loop.
                foreach (var count in new[] { 10, 2 })
                    yield return new() { Contents = [new Microsoft.Extensions.AI.UsageContent(new() { InputTokenCount = count, OutputTokenCount = 1 })] };
            }

            public Task<Microsoft.Extensions.AI.GeneratedEmbeddings<Microsoft.Extensions.AI.Embedding<float>>> GenerateAsync(IEnumerable<string> values, Microsoft.Extensions.AI.EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new Microsoft.Extensions.AI.GeneratedEmbeddings<Microsoft.Extensions.AI.Embedding<float>>([new(new float[] { 1 }) { ModelId = "vectors" }]) { Usage = new() { InputTokenCount = 4 } });

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose() { }
        }
        """;

    /// <summary>Answers every request with one body.</summary>
    public const string Server = """
        public sealed class Server(string body, string type = "application/json") : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));

            protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
                new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, type) };
        }
        """;
}
