using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>The model is stated where the client is created.</summary>
public class ClientModelTests
{
    private static Task<string> ModelAsync(string members) =>
        FactTest.FactAsync(
            "model",
            $$"""
            #pragma warning disable OPENAI001
            using Azure.AI.OpenAI;
            using OpenAI;
            using OpenAI.Chat;
            using OpenAI.Responses;
            using System.ClientModel;
            class C
            {
                private static readonly string FromEnvironment = Environment.GetEnvironmentVariable("MODEL")!;
                {{members}}
            }
            """
        );

    [Theory]
    [InlineData("new ChatClient(\"gpt-4o\", \"key\").AsIChatClient()", "AtClient(gpt-4o)")]
    [InlineData("new ChatClient(FromEnvironment, \"key\").AsIChatClient()", "AtClient")]
    [InlineData("new OpenAIClient(\"key\").GetChatClient(\"gpt-4o\").AsIChatClient()", "AtClient(gpt-4o)")]
    [InlineData(
        "new AzureOpenAIClient(new Uri(\"https://x\"), new ApiKeyCredential(\"k\")).GetChatClient(\"prod\").AsIChatClient()",
        "AtClient(prod)"
    )]
    [InlineData("new OpenAIClient(\"key\").GetResponsesClient().AsIChatClient(\"gpt-4o\")", "AtClient(gpt-4o)")]
    [InlineData("new OpenAIClient(\"key\").GetResponsesClient().AsIChatClient(FromEnvironment)", "AtClient")]
    [InlineData("new OpenAIClient(\"key\").GetResponsesClient().AsIChatClient(null)", "Absent")]
    [InlineData("new ResponsesClient(\"key\").AsIChatClient()", "Absent")]
    [InlineData(
        "new ChatClient(\"m\", \"key\").AsIChatClient().AsBuilder().UseOpenTelemetry().UseFunctionInvocation().Build()",
        "AtClient(m)"
    )]
    [InlineData(
        "new ChatClient(\"m\", \"key\").AsIChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()",
        "AtClient(m)"
    )]
    [InlineData("new ChatClientBuilder(new ChatClient(\"m\", \"key\").AsIChatClient()).UseLogging().Build()", "AtClient(m)")]
    [InlineData("new ChatClient(\"m\", \"key\").AsIChatClient().AsBuilder().UsePromptRollout(null).Build()", "AtClient(m)")]
    [InlineData("new ResponsesClient(\"key\").AsIChatClient().AsBuilder().UseFunctionInvocation().Build()", "Absent")]
    [InlineData(
        "new ResponsesClient(\"key\").AsIChatClient().AsBuilder().ConfigureOptions(o => o.ModelId ??= \"m\").Build()",
        "AtClient(m)"
    )]
    [InlineData(
        """
            new ResponsesClient("key").AsIChatClient().AsBuilder()
                .ConfigureOptions(o => { o.Temperature = 0; o.ModelId = FromEnvironment; })
                .Build()
            """,
        "AtClient"
    )]
    [InlineData("new ResponsesClient(\"key\").AsIChatClient().AsBuilder().ConfigureOptions(o => o.Temperature = 0).Build()", "Absent")]
    [InlineData("new ResponsesClient(\"key\").AsIChatClient().AsBuilder().ConfigureOptions(o => Console.WriteLine(o)).Build()", "Absent")]
    [InlineData(
        "new ResponsesClient(\"key\").AsIChatClient().AsBuilder().ConfigureOptions(o => GC.SuppressFinalize(new[] { o })).Build()",
        "FlowsIn"
    )]
    [InlineData("new ResponsesClient(\"key\").AsIChatClient().AsBuilder().Use(inner => inner).Build()", "FlowsIn")]
    [InlineData("new ChatClient(\"m\", \"key\").AsIChatClient().AsBuilder().Use(inner => inner).Build()", "AtClient(m)")]
    [InlineData("new FunctionInvokingChatClient(new ChatClient(\"m\", \"key\").AsIChatClient())", "AtClient(m)")]
    [InlineData("new ConfigureOptionsChatClient(new ResponsesClient(\"key\").AsIChatClient(), o => o.ModelId = \"m\")", "AtClient(m)")]
    [InlineData(
        "DateTime.Now.Hour > 3 ? new ChatClient(\"a\", \"k\").AsIChatClient() : new ChatClient(\"b\", \"k\").AsIChatClient()",
        "AtClient(a, b)"
    )]
    [InlineData(
        "DateTime.Now.Hour > 3 ? new ChatClient(\"a\", \"k\").AsIChatClient() : new ResponsesClient(\"k\").AsIChatClient()",
        "FlowsIn"
    )]
    public async Task Clients_made_in_the_type(string client, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                private readonly IChatClient _client = {{client}};
                public Task Ask(string text) => _client.GetResponseAsync(text);
                """
            )
        );

    [Theory]
    [InlineData("private readonly IChatClient _client; public C(IChatClient client) => _client = client;", "_client")]
    [InlineData("private static IChatClient Create() => throw new NotSupportedException();", "Create()")]
    [InlineData("private readonly IServiceProvider _services = null!;", "((IChatClient)_services.GetService(typeof(IChatClient))!)")]
    public async Task Clients_from_outside(string members, string client) =>
        Assert.Equal("FlowsIn", await ModelAsync(members + $"\npublic Task Ask(string text) => {client}.GetResponseAsync(text);"));

    [Fact]
    public async Task A_client_that_cannot_be_created_without_a_model_has_one_wherever_it_comes_from() =>
        Assert.Equal("AtClient", await ModelAsync("public void Ask(ChatClient client, string text) => client.CompleteChat(text);"));

    [Fact]
    public async Task A_client_created_from_one_that_always_has_a_model() =>
        Assert.Equal(
            "AtClient",
            await ModelAsync(
                """
                private readonly IChatClient _client;
                public C(ChatClient inner) => _client = inner.AsIChatClient().AsBuilder().UseLogging().Build();
                public Task Ask(string text) => _client.GetResponseAsync(text);
                """
            )
        );

    [Fact]
    public async Task A_client_created_by_a_private_helper_in_a_tuple() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                private static (IChatClient Client, string Name) Create() => (new ChatClient("m", "key").AsIChatClient(), "x");
                public Task Ask(string text)
                {
                    var (client, _) = Create();
                    return client.GetResponseAsync(text);
                }
                """
            )
        );

    [Fact]
    public async Task A_client_assigned_on_first_use() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                private IChatClient? _client;
                public Task Ask(string text) => (_client ??= new ChatClient("m", "key").AsIChatClient()).GetResponseAsync(text);
                """
            )
        );

    [Fact]
    public async Task A_builder_configured_in_a_separate_statement() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                public Task Ask(string text)
                {
                    var builder = new ResponsesClient("key").AsIChatClient().AsBuilder();
                    builder.ConfigureOptions(o => o.ModelId ??= "m");
                    return builder.Build().GetResponseAsync(text);
                }
                """
            )
        );

    [Theory]
    [InlineData("builder.UseLogging().ConfigureOptions(o => o.ModelId ??= \"m\");", "AtClient(m)")]
    [InlineData("builder.ConfigureOptions(o => { var options = o; options.ModelId = \"m\"; });", "AtClient(m)")]
    [InlineData("builder.ConfigureOptions(o => o.RawRepresentationFactory = _ => new object());", "FlowsIn")]
    [InlineData("builder.ConfigureOptions(o => SetUp(o));", "Absent")]
    [InlineData("builder.ConfigureOptions(o => SetModel(o));", "AtClient(m)")]
    [InlineData("builder.ConfigureOptions(SetUp);", "Absent")]
    [InlineData("builder.ConfigureOptions(SetModel);", "AtClient(m)")]
    [InlineData("builder.ConfigureOptions(Given);", "FlowsIn")]
    [InlineData("builder.ConfigureOptions(o => { if (o.ModelId is null) o.Temperature = 0; });", "Absent")]
    [InlineData("builder.UseLogging();", "Absent")]
    [InlineData("Extend(builder);", "FlowsIn")]
    [InlineData("var kept = new[] { builder };", "FlowsIn")]
    public async Task Steps_on_a_builder_in_a_variable_count(string statement, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                public Task Ask(string text)
                {
                    var builder = new ResponsesClient("key").AsIChatClient().AsBuilder();
                    {{statement}}
                    return builder.Build().GetResponseAsync(text);
                }
                public static Action<ChatOptions> Given { get; set; } = null!;
                private static void SetUp(ChatOptions options) { }
                private static void SetModel(ChatOptions options) => options.ModelId ??= "m";
                private static void Extend(ChatClientBuilder builder) { }
                """
            )
        );

    [Fact]
    public async Task A_builder_assigned_to_itself_again_and_again() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                public Task Ask(string text)
                {
                    var builder = new ChatClient("m", "key").AsIChatClient().AsBuilder();
                    builder = builder.UseLogging();
                    builder = builder.UseOpenTelemetry();
                    builder = builder.UseFunctionInvocation();
                    builder = builder.ConfigureOptions(o => o.Temperature = 0);
                    return builder.Build().GetResponseAsync(text);
                }
                """
            )
        );

    [Fact]
    public async Task The_call_takes_precedence_over_the_client() =>
        Assert.Equal(
            "Constant(at-call)",
            await ModelAsync(
                """
                private readonly IChatClient _client = new ChatClient("at-client", "key").AsIChatClient();
                public Task Ask(string text) => _client.GetResponseAsync(text, new ChatOptions { ModelId = "at-call" });
                """
            )
        );

    [Fact]
    public async Task Unknown_options_do_not_hide_the_model_of_the_client() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                private readonly IChatClient _client = new ChatClient("m", "key").AsIChatClient();
                public Task Ask(string text, ChatOptions options) => _client.GetResponseAsync(text, options);
                """
            )
        );

    [Theory]
    [InlineData("Make(null)")]
    [InlineData("Options")]
    [InlineData("new List<ChatOptions> { new() { ModelId = \"other\" } }.Find(one => one.TopK > 0)!")]
    public async Task Options_of_the_project_that_are_not_seen_may_state_another_model(string options) =>
        Assert.Equal(
            "AtClient",
            await ModelAsync(
                $$"""
                private readonly IChatClient _client = new ChatClient("m", "key").AsIChatClient();
                internal static Func<string?, ChatOptions> Make = model => new() { ModelId = model ?? "other" };
                internal static ChatOptions Options { get; set; } = null!;
                public Task Ask(string text) => _client.GetResponseAsync(text, {{options}});
                """
            )
        );

    [Theory]
    [InlineData("_client.CreateResponse(\"gpt-5.4\", text)", "Constant(gpt-5.4)")]
    [InlineData("_client.CreateResponse(FromEnvironment, text)", "Configured")]
    [InlineData("_client.CreateResponse(new CreateResponseOptions(\"gpt-5.4\", []))", "Constant(gpt-5.4)")]
    [InlineData("_client.CreateResponse(new CreateResponseOptions { Model = \"gpt-5.4\" })", "Constant(gpt-5.4)")]
    [InlineData("_client.CreateResponse(new CreateResponseOptions())", "Absent")]
    [InlineData("_client.CreateResponse(BinaryContent.Create(BinaryData.FromString(text)))", "FlowsIn")]
    public async Task Responses_state_their_model_at_the_call(string call, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                private readonly ResponsesClient _client = new("key");
                public void Ask(string text) => {{call}};
                """
            )
        );

    [Fact]
    public async Task Embeddings_take_their_model_from_the_client() =>
        Assert.Equal(
            "AtClient(text-embedding-3-small)",
            await ModelAsync(
                """
                private readonly IEmbeddingGenerator<string, Embedding<float>> _generator =
                    new OpenAIClient("key").GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator();
                public Task Embed(string text) => _generator.GenerateVectorAsync(text);
                """
            )
        );
}
