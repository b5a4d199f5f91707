namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Code that the test programs use: a client of Microsoft.Extensions.AI, and a server for the clients of SDKs.</summary>
internal static class Fakes
{
    /// <summary>A client of Microsoft.Extensions.AI, which is not called in another way than by the tests' programs.</summary>
    public const string Client = """
        using Microsoft.Extensions.AI;

        public sealed class FailingClient : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new InvalidOperationException("no");

            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new InvalidOperationException("no");

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose() { }
        }

        public sealed class FakeClient : IChatClient, IEmbeddingGenerator<string, Embedding<float>>
        {
            public string Text { get; set; } = "fine";
            public Exception? Thrown { get; set; }
            public Exception? Error { get; set; }
            public int Calls { get; private set; }
            public string Current { get; private set; } = "";

            public Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                Calls++;
                if (Thrown is not null)
                    throw Thrown;
                return Answer(cancellationToken);
            }

            private async Task<ChatResponse> Answer(CancellationToken cancellationToken)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                Current = System.Diagnostics.Activity.Current?.DisplayName ?? "";
                if (Error is not null)
                    throw Error;
                return new(new ChatMessage(ChatRole.Assistant, Text))
                {
                    ModelId = "served",
                    FinishReason = ChatFinishReason.Stop,
                    Usage = new() { InputTokenCount = 12, OutputTokenCount = 3, CachedInputTokenCount = 5, ReasoningTokenCount = 2 },
                };
            }

            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages,
                ChatOptions? options = null,
                [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                Calls++;
                foreach (var part in new[] { "fi", "ne" })
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    Current = System.Diagnostics.Activity.Current?.DisplayName ?? "";
                    if (Error is not null && part == "ne")
                        throw Error;
                    yield return new(ChatRole.Assistant, part) { ModelId = "served" };
                }

                // Two rounds of a tool loop.
                foreach (var count in new[] { 10, 2 })
                    yield return new()
                    {
                        Contents = [new UsageContent(new() { InputTokenCount = count, OutputTokenCount = 1 })],
                    };
            }

            public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
                IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new GeneratedEmbeddings<Embedding<float>>([new(new float[] { 1 }) { ModelId = "vectors" }])
                {
                    Usage = new() { InputTokenCount = 4 },
                });

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose() { }
        }
        """;

    /// <summary>Answers every request with one body, and with the status that a header asks for.</summary>
    public const string Server = """
        public sealed class Server(string body, string type = "application/json") : HttpMessageHandler
        {
            /// <summary>Whether somebody has disposed of the body of the last response.</summary>
            public bool IsDisposed { get; private set; }

            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                Task.FromResult(Send(request, cancellationToken));

            public Task<byte[]> Answer() => Task.FromResult(Encoding.UTF8.GetBytes(body));

            // As from a network: nobody can go back in the stream.
            protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var bytes = new Body(Encoding.UTF8.GetBytes(body), () => IsDisposed = true);
                var content = new StreamContent(System.IO.Pipelines.PipeReader.Create(bytes).AsStream());
                content.Headers.ContentType = new(type);
                var asked = request.Headers.TryGetValues("status", out var values) ? values.First() : "OK";
                return new(Enum.Parse<HttpStatusCode>(asked)) { RequestMessage = request, Content = content };
            }

            private sealed class Body(byte[] text, Action disposed) : System.IO.MemoryStream(text)
            {
                protected override void Dispose(bool disposing)
                {
                    disposed();
                    base.Dispose(disposing);
                }
            }
        }
        """;

    /// <summary>An agent of Microsoft Agent Framework, with a whole response and a stream.</summary>
    public const string Agent = """
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;
        using System.Text.Json;

        sealed class Echo : AIAgent
        {
            protected override Task<AgentResponse> RunCoreAsync(
                IEnumerable<ChatMessage> messages,
                AgentSession? session = null,
                AgentRunOptions? options = null,
                CancellationToken cancellationToken = default) =>
                Task.FromResult(new AgentResponse(new ChatMessage(ChatRole.Assistant, "fine"))
                {
                    Usage = new() { InputTokenCount = 12, OutputTokenCount = 3 },
                });

            protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
                IEnumerable<ChatMessage> messages,
                AgentSession? session = null,
                AgentRunOptions? options = null,
                [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                yield return new AgentResponseUpdate(ChatRole.Assistant, "!");
                yield return new AgentResponseUpdate(
                    ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 1, OutputTokenCount = 2 })])
                {
                    FinishReason = ChatFinishReason.Length,
                };
            }

            protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            protected override ValueTask<JsonElement> SerializeSessionCoreAsync(
                AgentSession session,
                JsonSerializerOptions? jsonSerializerOptions = null,
                CancellationToken cancellationToken = default) => throw new NotSupportedException();

            protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(
                JsonElement serializedState,
                JsonSerializerOptions? jsonSerializerOptions = null,
                CancellationToken cancellationToken = default) => throw new NotSupportedException();
        }
        """;
}
