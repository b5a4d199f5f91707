using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Clients;

/// <summary>Calls in tests that reach no model.</summary>
public class TestDoubleTests
{
    private const string Fakes = """
        class FactAttribute : Attribute;
        class TestChatClient : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                CancellationToken cancellationToken = default) => throw new NotSupportedException();
            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
            public object? GetService(Type serviceType, object? serviceKey = null) => null;
            public void Dispose() { }
        }
        class StubHandler : System.Net.Http.HttpMessageHandler
        {
            protected override Task<System.Net.Http.HttpResponseMessage> SendAsync(System.Net.Http.HttpRequestMessage request,
                CancellationToken cancellationToken) => throw new NotSupportedException();
        }
        class LoggingHandler : System.Net.Http.DelegatingHandler;
        class ResponsesStub : System.Net.Http.DelegatingHandler;
        """;

    [Theory]
    [InlineData("new TestChatClient()", 0)]
    [InlineData("new TestChatClient().AsBuilder().UseFunctionInvocation().Build()", 0)]
    [InlineData("new DistributedCachingChatClient(new TestChatClient(), null!)", 0)]
    [InlineData("new Failover([new TestChatClient(), new TestChatClient()])", 0)]
    [InlineData("new Failover(new IChatClient[] { new TestChatClient() })", 0)]
    [InlineData("new Failover([new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()])", 1)]
    [InlineData("new Canned()", 0)]
    [InlineData("Over(new StubHandler())", 0)]
    [InlineData("Over(new ResponsesStub())", 0)]
    [InlineData("Over(new LoggingHandler())", 1)]
    [InlineData("new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()", 1)]
    public async Task In_a_test_only_a_client_that_reaches_a_model_is_called(string client, int calls) =>
        Assert.Equal(calls, (await FactTest.InventoryAsync(Test("[Fact] ", client), Fakes)).Count);

    [Theory]
    [InlineData("NSubstitute.Substitute.For<IChatClient>()", 0)]
    [InlineData("FakeItEasy.A.Fake<IChatClient>()", 0)]
    [InlineData("Moq.Mock.Of<IChatClient>()", 0)]
    [InlineData("new Moq.Mock<IChatClient>().Object", 0)]
    [InlineData("Moq.Mock.Of<IChatClient>().AsBuilder().UseFunctionInvocation().Build()", 0)]
    [InlineData("Other.Mock.Of<IChatClient>()", 1)]
    public void An_object_of_a_mocking_library_is_no_call(string client, int calls) =>
        Assert.Equal(calls, StubSdk.Inventory(Fakes + Test("[Fact] ", client), TestReferences.All, s_mocks).Length);

    private static readonly StubSdk s_mocks = new(
        "Mocks",
        """
        namespace NSubstitute { public static class Substitute { public static T For<T>() => throw new Exception(); } }
        namespace FakeItEasy { public static class A { public static T Fake<T>() => throw new Exception(); } }
        namespace Moq
        {
            public class Mock { public static T Of<T>() => throw new Exception(); }
            public class Mock<T> : Mock { public T Object => throw new Exception(); }
        }
        namespace Other { public static class Mock { public static T Of<T>() => throw new Exception(); } }
        """
    );

    [Fact]
    public async Task Outside_tests_every_client_counts() =>
        Assert.Single(await FactTest.InventoryAsync(Test("", "new TestChatClient()"), Fakes));

    private static string Test(string attribute, string client) =>
        $$"""
            class Canned : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                    CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                    ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
                public object? GetService(Type serviceType, object? serviceKey = null) => null;
                public void Dispose() { }
            }
            class Failover(IReadOnlyList<IChatClient> clients) : DelegatingChatClient(clients[0]);
            class Calls
            {
                {{attribute}}public Task Answers() { IChatClient client = {{client}}; return client.GetResponseAsync("Is this spam?"); }
                static IChatClient Over(System.Net.Http.HttpMessageHandler handler) =>
                    new OpenAI.Chat.ChatClient("m", new System.ClientModel.ApiKeyCredential("k"), new OpenAI.OpenAIClientOptions
                {
                    Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(new System.Net.Http.HttpClient(handler)),
                }).AsIChatClient();
            }
            """;
}
