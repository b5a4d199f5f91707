using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Calls;

public class RecognitionTests
{
    private static async Task<string[]> SdksAndOperationsAsync(string members) =>
        [
            .. (await FactTest.InventoryAsync("#pragma warning disable OPENAI001\nusing OpenAI.Responses;\n" + members)).Select(message =>
                string.Join(' ', message.Split("; ").Take(2))
            ),
        ];

    [Theory]
    [InlineData("IChatClient c", "c.GetResponseAsync([new(ChatRole.User, t)])", "sdk=Microsoft.Extensions.AI operation=chat")]
    [InlineData("IChatClient c", "c.GetStreamingResponseAsync([new(ChatRole.User, t)])", "sdk=Microsoft.Extensions.AI operation=chat")]
    [InlineData("IChatClient c", "c.GetResponseAsync(t)", "sdk=Microsoft.Extensions.AI operation=chat")]
    [InlineData(
        "IChatClient c",
        "c.GetStreamingResponseAsync(new ChatMessage(ChatRole.User, t))",
        "sdk=Microsoft.Extensions.AI operation=chat"
    )]
    [InlineData("IChatClient c", "ChatClientExtensions.GetResponseAsync(c, t)", "sdk=Microsoft.Extensions.AI operation=chat")]
    [InlineData("IChatClient c", "c.GetResponseAsync<int>(t)", "sdk=Microsoft.Extensions.AI operation=chat")]
    [InlineData("DelegatingChatClient c", "c.GetResponseAsync([new(ChatRole.User, t)])", "sdk=Microsoft.Extensions.AI operation=chat")]
    [InlineData(
        "FunctionInvokingChatClient c",
        "c.GetStreamingResponseAsync([new(ChatRole.User, t)])",
        "sdk=Microsoft.Extensions.AI operation=chat"
    )]
    [InlineData(
        "IEmbeddingGenerator<string, Embedding<float>> c",
        "c.GenerateAsync([t])",
        "sdk=Microsoft.Extensions.AI operation=embeddings"
    )]
    [InlineData(
        "IEmbeddingGenerator<string, Embedding<float>> c",
        "c.GenerateAsync(t)",
        "sdk=Microsoft.Extensions.AI operation=embeddings"
    )]
    [InlineData(
        "IEmbeddingGenerator<string, Embedding<float>> c",
        "c.GenerateVectorAsync(t)",
        "sdk=Microsoft.Extensions.AI operation=embeddings"
    )]
    [InlineData(
        "IEmbeddingGenerator<string, Embedding<float>> c",
        "c.GenerateAndZipAsync([t])",
        "sdk=Microsoft.Extensions.AI operation=embeddings"
    )]
    [InlineData("OpenAI.Chat.ChatClient c", "c.CompleteChat(t)", "sdk=OpenAI operation=chat")]
    [InlineData("OpenAI.Chat.ChatClient c", "c.CompleteChatAsync([t], null, default)", "sdk=OpenAI operation=chat")]
    [InlineData("OpenAI.Chat.ChatClient c", "c.CompleteChatStreaming(t)", "sdk=OpenAI operation=chat")]
    [InlineData("OpenAI.Chat.ChatClient c", "c.CompleteChatStreamingAsync(t)", "sdk=OpenAI operation=chat")]
    [InlineData("ResponsesClient c", "c.CreateResponse(\"m\", t)", "sdk=OpenAI operation=response")]
    [InlineData("ResponsesClient c", "c.CreateResponseAsync(new CreateResponseOptions())", "sdk=OpenAI operation=response")]
    [InlineData("ResponsesClient c", "c.CreateResponseStreamingAsync(\"m\", t)", "sdk=OpenAI operation=response")]
    [InlineData("OpenAI.Embeddings.EmbeddingClient c", "c.GenerateEmbedding(t)", "sdk=OpenAI operation=embeddings")]
    [InlineData("OpenAI.Embeddings.EmbeddingClient c", "c.GenerateEmbeddingsAsync([t])", "sdk=OpenAI operation=embeddings")]
    public async Task Calls_of_every_surface(string parameter, string call, string expected) =>
        Assert.Equal([expected], await SdksAndOperationsAsync($"class C {{ public object Ask({parameter}, string t) => {call}; }}"));

    [Fact]
    public async Task The_clients_of_Azure_are_those_of_OpenAI() =>
        Assert.Equal(
            ["sdk=OpenAI operation=chat"],
            await SdksAndOperationsAsync(
                """
                class C
                {
                    public object Ask(Azure.AI.OpenAI.AzureOpenAIClient azure, string t) => azure.GetChatClient("prod").CompleteChat(t);
                }
                """
            )
        );

    [Fact]
    public async Task An_override_in_a_derived_client_is_the_same_call() =>
        Assert.Equal(
            ["sdk=Microsoft.Extensions.AI operation=chat"],
            await SdksAndOperationsAsync(
                """
                class Mine(IChatClient inner) : DelegatingChatClient(inner)
                {
                    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                        CancellationToken token = default) =>
                        base.GetResponseAsync(messages, options, token);
                }
                class C { public Task Ask(Mine mine) => mine.GetResponseAsync([new(ChatRole.User, "hi")]); }
                """
            )
        );

    [Theory]
    [InlineData("public object Get(ResponsesClient c) => c.GetResponse(\"resp_1\");")]
    [InlineData("public object Get(ResponsesClient c) => c.GetResponseAsync(\"resp_1\");")]
    [InlineData("public Task<string> GetResponseAsync(string url) => Task.FromResult(url); public Task Use() => GetResponseAsync(\"x\");")]
    [InlineData("public string Name => nameof(IChatClient.GetResponseAsync);")]
    [InlineData(
        "public Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> F(IChatClient c) => c.GetResponseAsync;"
    )]
    public async Task Look_alikes(string member) => Assert.Empty(await SdksAndOperationsAsync($"class C {{ {member} }}"));

    [Fact]
    public async Task A_mock_is_set_up_with_an_expression_tree() =>
        Assert.Empty(
            await SdksAndOperationsAsync(
                """
                using System.Linq.Expressions;
                class Mock<T> { public void Setup<TResult>(Expression<Func<T, TResult>> call) { } }
                class C
                {
                    public void Arrange(Mock<IChatClient> mock) =>
                        mock.Setup(c => c.GetResponseAsync(new List<ChatMessage>(), null, CancellationToken.None));
                }
                """
            )
        );

    [Fact]
    public async Task A_users_own_type_with_an_SDK_name_is_not_an_SDK() =>
        Assert.Empty(
            await FactTest.InventoryAsync(
                """
                namespace OpenAI.Chat.Mine
                {
                    class ChatClient { public void CompleteChat(string text) { } }
                    class C { public void Ask(ChatClient client) => client.CompleteChat("hi there"); }
                }
                """
            )
        );

    [Fact]
    public async Task The_place_of_a_call_is_the_name_of_its_method()
    {
        var diagnostics = await RuleTest.DiagnosticsAsync(
            [
                """
                class C(IChatClient client)
                {
                    public Task Ask() =>
                        client
                            .GetResponseAsync(
                                "Summarise the news.");
                }
                """,
            ],
            inventory: true
        );
        Assert.All(diagnostics, diagnostic => Assert.Equal(4, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == "LLMH0001");
    }

    [Fact]
    public async Task Without_an_SDK_nothing_is_reported()
    {
        var source =
            "class ChatClient { public void CompleteChat(string t) { } }\nclass C { public void M(ChatClient "
            + "c) => c.CompleteChat(\"hi there\"); }";
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
            "T",
            [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            TestReferences.Framework
        );
        Assert.False(SdkCatalog.Bind(compilation).HasCalls);
        await Task.CompletedTask;
    }

    // The arguments show that these are not calls of an SDK, so nothing is bound for them.
    [Theory]
    [InlineData("static Task InvokeAsync(System.Action work) => Task.CompletedTask;", "InvokeAsync(() => { })")]
    [InlineData("static Task RunAsync(params int[] numbers) => Task.CompletedTask;", "RunAsync(1, 2, 3, 4, 5, 6, 7)")]
    [InlineData("static Task CompleteChatAsync() => Task.CompletedTask;", "CompleteChatAsync()")]
    public async Task Methods_of_the_project_that_are_named_like_a_call_are_not_recognized(string method, string call) =>
        Assert.Empty(await SdksAndOperationsAsync($"class C {{ {method} static async Task M() {{ await {call}; }} }}"));

    [Theory]
    [InlineData("[LlmCall] static Task InvokeAsync(System.Func<string> prompt) => Task.CompletedTask;", "InvokeAsync(() => \"\")")]
    [InlineData("[LlmCall] static Task CompleteChatAsync() => Task.CompletedTask;", "CompleteChatAsync()")]
    public async Task A_marked_method_can_have_any_arguments(string method, string call) =>
        Assert.Single(
            await FactTest.InventoryAsync(
                "using LlmHygiene;\n" + $"class C {{ {method} static async Task M() {{ await {call}; }} }}\n" + LlmCallAttribute
            )
        );

    private const string LlmCallAttribute =
        "namespace LlmHygiene { [System.AttributeUsage(System.AttributeTargets.Method)] class LlmCallAttribute : System.Attribute { } }";

    [Fact]
    public async Task An_override_may_make_the_prompt_optional() =>
        Assert.Equal(
            ["sdk=Microsoft.Extensions.AI operation=chat"],
            await SdksAndOperationsAsync(
                """
                class Own : DelegatingChatClient
                {
                    public Own(IChatClient inner) : base(inner) { }
                    public override Task<ChatResponse> GetResponseAsync(
                        IEnumerable<ChatMessage> messages = null, ChatOptions options = null, CancellationToken token = default) =>
                        base.GetResponseAsync(messages, options, token);
                    static async Task M(Own c) { await c.GetResponseAsync(options: null); }
                }
                """
            )
        );
}
