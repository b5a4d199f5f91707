using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>Code that forwards a call of its caller.</summary>
public class ForwarderTests
{
    private static async Task<int> CallsAsync(string source) => (await FactTest.InventoryAsync(source)).Count;

    private static Task<int> CallsInDelegatingClientAsync(string body) =>
        CallsAsync(
            $$"""
            class Mine(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                    CancellationToken token = default)
                {
                    {{body}}
                }
            }
            """
        );

    [Theory]
    [InlineData("return await base.GetResponseAsync(messages, options, token);")]
    [InlineData("return await InnerClient.GetResponseAsync(messages, options?.Clone() ?? new(), token);")]
    [InlineData("var copy = options?.Clone() ?? new(); copy.ModelId = \"m\"; return await base.GetResponseAsync(messages, copy, token);")]
    [InlineData(
        """
            var list = new List<ChatMessage>();
            foreach (var message in messages) list.Add(message);
            return await base.GetResponseAsync(list, null, token);
            """
    )]
    public async Task A_delegating_client_passes_its_parameters_on(string body) =>
        Assert.Equal(0, await CallsInDelegatingClientAsync(body));

    [Fact]
    public async Task A_delegating_client_that_sends_its_own_prompt_makes_a_call() =>
        Assert.Equal(
            1,
            await CallsInDelegatingClientAsync(
                "return await base.GetResponseAsync([new(ChatRole.User, \"Is the service up?\")], null, token);"
            )
        );

    [Fact]
    public async Task An_implementation_over_another_SDK() =>
        Assert.Equal(
            0,
            await CallsAsync(
                """
                class Mine(OpenAI.Chat.ChatClient inner) : IChatClient
                {
                    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                        CancellationToken token = default)
                    {
                        var converted = messages.Select(message =>
                            (OpenAI.Chat.ChatMessage)OpenAI.Chat.ChatMessage.CreateUserMessage(message.Text)).ToList();
                        var completion = await inner.CompleteChatAsync(converted, null, token);
                        return new ChatResponse(new ChatMessage(ChatRole.Assistant, completion.Value.Content[0].Text));
                    }

                    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                        ChatOptions? options = null, CancellationToken token = default) => throw new NotSupportedException();
                    public object? GetService(Type serviceType, object? serviceKey = null) => null;
                    public void Dispose() { }
                }
                """
            )
        );

    [Fact]
    public async Task Middleware_in_a_pipeline() =>
        Assert.Equal(
            0,
            await CallsAsync(
                """
                class C
                {
                    public IChatClient Wrap(IChatClient client) => client.AsBuilder()
                        .Use(async (messages, options, inner, token) => await inner.GetResponseAsync(messages, options, token), null)
                        .Build();
                }
                """
            )
        );

    [Fact]
    public async Task A_method_that_merely_takes_the_options_is_a_call() =>
        Assert.Equal(
            1,
            await CallsAsync(
                """
                class C
                {
                    public Task Ask(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions options) =>
                        client.GetResponseAsync(messages, options);
                }
                """
            )
        );

    [Fact]
    public async Task An_embedding_generator_that_caches_another() =>
        Assert.Equal(
            0,
            await CallsAsync(
                """
                class Mine(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string,
                    Embedding<float>>(inner)
                {
                    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values,
                        EmbeddingGenerationOptions? options = null, CancellationToken token = default) =>
                        base.GenerateAsync(values, options, token);
                }
                """
            )
        );
}
