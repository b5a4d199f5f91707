using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Model, usage and finish reason of the real SDKs, read from what their clients parse.</summary>
public class SdkTests
{
    private const string OpenAIChat =
        """{"id":"c","object":"chat.completion","created":1,"model":"gpt-served","""
        + """ "choices":[{"index":0,"message":{"role":"assistant","content":"fine"},"finish_reason":"length"}],"""
        + """ "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":5},"""
        + """ "completion_tokens_details":{"reasoning_tokens":2}}}""";

    private const string OpenAIStream =
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-served","choices":[{"index":0,"""
        + """ "delta":{"role":"assistant","content":"fine"},"finish_reason":null}]}"""
        + "\n\n"
        + """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-served","choices":[{"index":0,"""
        + """ "delta":{},"finish_reason":"content_filter"}]}"""
        + "\n\n"
        + """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-served","choices":[],"""
        + """ "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}"""
        + "\n\ndata: [DONE]\n\n";

    private const string Response =
        """{"id":"r","object":"response","created_at":1,"status":"incomplete","""
        + """ "incomplete_details":{"reason":"max_output_tokens"},"model":"gpt-served","output":[],"""
        + """ "usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":5},"output_tokens":3,"""
        + """ "output_tokens_details":{"reasoning_tokens":2},"total_tokens":15}}""";

    private const string Embeddings =
        """{"object":"list","model":"vectors","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"""
        + """ "usage":{"prompt_tokens":4,"total_tokens":4}}""";

    private const string AnthropicMessage =
        """{"id":"m","type":"message","role":"assistant","model":"claude-served","content":[{"type":"text","text":"fine"}],"""
        + """ "stop_reason":"max_tokens","stop_sequence":null,"""
        + """ "usage":{"input_tokens":12,"output_tokens":3,"cache_read_input_tokens":5,"cache_creation_input_tokens":1}}""";

    private const string AnthropicStream =
        "event: message_start\n"
        + """data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"claude-served","""
        + """ "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1,"""
        + """ "cache_read_input_tokens":5,"cache_creation_input_tokens":1}}}"""
        + "\n\nevent: content_block_start\n"
        + """data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""
        + "\n\nevent: content_block_delta\n"
        + """data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"fine"}}"""
        + "\n\nevent: message_delta\n"
        + """data: {"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null},"usage":{"output_tokens":3}}"""
        + "\n\nevent: message_stop\n"
        + """data: {"type":"message_stop"}"""
        + "\n\n";

    private const string OllamaStream =
        """{"model":"llama-served","created_at":"2026-11-29T00:00:00Z","message":{"role":"assistant","content":"fi"},"done":false}"""
        + "\n"
        + """{"model":"llama-served","created_at":"2026-11-29T00:00:00Z","message":{"role":"assistant","content":"ne"},"""
        + """ "done":true,"done_reason":"length","prompt_eval_count":12,"eval_count":3}"""
        + "\n";

    private static Task<CallRecord> RunAsync(string body, string setUp, string answer, string type = "application/json") =>
        Program(body, setUp, answer, type).RunAsync();

    private static InterceptedProject Program(string body, string setUp, string answer, string type = "application/json") =>
        InterceptedProject
            .Of(
                $$""""
                #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010
                using Microsoft.SemanticKernel;
                using Microsoft.SemanticKernel.ChatCompletion;
                using System.ClientModel;
                using System.ClientModel.Primitives;
                public static class Code
                {
                    public static async Task<string> Run()
                    {
                        await Task.CompletedTask;
                        var server = new Server("""
                {{answer.ReplaceLineEndings("\n")}}
                """, "{{type}}");
                        {{setUp}}
                        {{body}}
                    }
                }
                """"
            )
            .With("Fakes.cs", Fakes.Server);

    private const string OpenAIOptions =
        "var options = new OpenAI.OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(server)) };";

    private const string OpenAIChatClient =
        OpenAIOptions
        + "var client = new OpenAI.Chat.ChatClient(\"gpt-asked\", new ApiKeyCredential(\"none\"), options);"
        + "OpenAI.Chat.ChatMessage[] messages = [new OpenAI.Chat.UserChatMessage(\"Say it.\")];";

    [Theory]
    [InlineData("return (await client.CompleteChatAsync(\"Say it.\")).Value.Content[0].Text;")]
    [InlineData("return (await client.CompleteChatAsync(messages, new OpenAI.Chat.ChatCompletionOptions())).Value.Content[0].Text;")]
    [InlineData("return client.CompleteChat(messages).Value.Content[0].Text;")]
    [InlineData("OpenAI.Chat.ChatCompletion completion = await client.CompleteChatAsync(messages); return completion.Content[0].Text;")]
    public async Task OpenAI_chat(string body)
    {
        var run = await RunAsync(body, OpenAIChatClient, OpenAIChat);
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | OpenAI | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    [Theory]
    [InlineData("await foreach (var part in client.CompleteChatStreamingAsync(messages)) text += Text(part);")]
    [InlineData("var stream = client.CompleteChatStreamingAsync(messages); await foreach (var part in stream) text += Text(part);")]
    [InlineData("await foreach (var part in client.CompleteChatStreamingAsync(messages).ConfigureAwait(false)) text += Text(part);")]
    [InlineData(
        "IAsyncEnumerable<OpenAI.Chat.StreamingChatCompletionUpdate> stream = "
            + "client.CompleteChatStreamingAsync(messages); await foreach (var part in stream) text += Text(part);"
    )]
    [InlineData("foreach (var part in client.CompleteChatStreaming(messages)) text += Text(part);")]
    [InlineData("text = string.Concat(client.CompleteChatStreaming(messages).Select(Text));")]
    public async Task OpenAI_chat_stream(string read)
    {
        var run = await RunAsync(
            $"var text = \"\"; {read} return text; static string Text(OpenAI.Chat.StreamingChatCompletionUpdate part) "
                + $"=> string.Concat(part.ContentUpdate.Select(one => one.Text));",
            OpenAIChatClient,
            OpenAIStream,
            "text/event-stream"
        );
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | OpenAI | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -", run.Table);
    }

    [Theory]
    [InlineData(
        "var stream = client.CompleteChatStreamingAsync(messages); await foreach (var page in "
            + "stream.GetRawPagesAsync()) return \"\"; return \"\";"
    )]
    [InlineData(
        "return Read(client.CompleteChatStreamingAsync(messages)); static string "
            + "Read(AsyncCollectionResult<OpenAI.Chat.StreamingChatCompletionUpdate> stream) => \"\";"
    )]
    public void A_stream_whose_pages_may_be_read_is_left_as_it_is(string body)
    {
        var project = Program(body, OpenAIChatClient, OpenAIStream, "text/event-stream");
        project.Build();
        Assert.Empty(project.Sites());
    }

    [Fact]
    public void A_stream_of_a_class_that_cannot_be_created_is_left_as_it_is()
    {
        var project = Program(
            "await foreach (var part in await client.CreateResponseStreamingAsync(\"gpt-asked\", \"Say it.\")) { } return \"\";",
            OpenAIOptions + "var client = new OpenAI.Responses.ResponsesClient(new ApiKeyCredential(\"none\"));",
            Response
        );
        project.Build();
        Assert.Empty(project.Sites());
    }

    [Theory]
    [InlineData("return (await client.CreateResponseAsync(\"gpt-asked\", \"Say it.\")).Value.Id;")]
    [InlineData("return client.CreateResponse(new OpenAI.Responses.CreateResponseOptions { Model = \"gpt-asked\" }).Value.Id;")]
    public async Task OpenAI_responses(string body)
    {
        var run = await RunAsync(
            body,
            OpenAIOptions
                + "var client = new OpenAI.Responses.ResponsesClient(new ApiKeyCredential(\"none\"), new "
                + "OpenAI.Responses.ResponsesClientOptions { Transport = options.Transport });",
            Response
        );
        Assert.Equal("r", run.Result);
        Assert.Equal("Code.Run | OpenAI | response | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    [Fact]
    public async Task OpenAI_embeddings()
    {
        var run = await RunAsync(
            "return (await client.GenerateEmbeddingsAsync([\"a\"])).Value.Count.ToString();",
            OpenAIOptions + "var client = new OpenAI.Embeddings.EmbeddingClient(\"vectors\", new ApiKeyCredential(\"none\"), options);",
            Embeddings
        );
        Assert.Equal("Code.Run | OpenAI | embeddings | vectors | vectors | 4 | - | - | - | - | success | -", run.Table);
    }

    private const string AnthropicClient =
        "using var client = new Anthropic.AnthropicClient { ApiKey = \"none\", HttpClient = new HttpClient(server) };"
        + "var asked = new Anthropic.Models.Messages.MessageCreateParams { Model = \"claude-asked\", MaxTokens = 10, Messages = [] };";

    [Fact]
    public async Task Anthropic_messages()
    {
        var run = await RunAsync("return (await client.Messages.Create(asked)).ID;", AnthropicClient, AnthropicMessage);
        Assert.Equal("m", run.Result);
        // Input tokens include those of the cache, as with all other SDKs.
        Assert.Equal("Code.Run | Anthropic | chat | claude-asked | claude-served | 18 | 3 | 5 | 1 | - | truncated | -", run.Table);
    }

    [Fact]
    public async Task Anthropic_stream()
    {
        var run = await RunAsync(
            "var count = 0; await foreach (var part in client.Messages.CreateStreaming(asked)) count++; return count.ToString();",
            AnthropicClient,
            AnthropicStream,
            "text/event-stream"
        );
        Assert.Equal("5", run.Result);
        Assert.Equal("Code.Run | Anthropic | chat | claude-asked | claude-served | 18 | 3 | 5 | 1 | - | filtered | -", run.Table);
    }

    private const string AzureClient =
        "var client = new Azure.AI.Inference.ChatCompletionsClient(new Uri(\"https://localhost\"), new "
        + "Azure.AzureKeyCredential(\"none\"), new Azure.AI.Inference.AzureAIInferenceClientOptions { Transport = "
        + "new Azure.Core.Pipeline.HttpClientTransport(new HttpClient(server)) });"
        + "var asked = new Azure.AI.Inference.ChatCompletionsOptions { Model = \"gpt-asked\", Messages = { new "
        + "Azure.AI.Inference.ChatRequestUserMessage(\"Say it.\") } };";

    [Theory]
    [InlineData("return (await client.CompleteAsync(asked)).Value.Content;")]
    [InlineData("return client.Complete(asked).Value.Content;")]
    public async Task Azure_inference(string body)
    {
        var run = await RunAsync(body, AzureClient, OpenAIChat);
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | Azure.AI.Inference | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | truncated | -", run.Table);
    }

    [Theory]
    [InlineData("await foreach (var part in await client.CompleteStreamingAsync(asked)) text += part.ContentUpdate;")]
    [InlineData(
        "using var stream = await client.CompleteStreamingAsync(asked); await foreach (var part in "
            + "stream.EnumerateValues()) text += part.ContentUpdate;"
    )]
    [InlineData("await foreach (var part in client.CompleteStreaming(asked)) text += part.ContentUpdate;")]
    public async Task Azure_inference_stream(string read)
    {
        var run = await RunAsync($"var text = \"\"; {read} return text;", AzureClient, OpenAIStream, "text/event-stream");
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | Azure.AI.Inference | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -", run.Table);
    }

    [Theory]
    [InlineData(
        "await foreach (var part in client.ChatAsync(new OllamaSharp.Models.Chat.ChatRequest { Model = \"llama-asked\" "
            + "})) text += part?.Message.Content;"
    )]
    public async Task Ollama(string read)
    {
        var run = await RunAsync(
            $"var text = \"\"; {read} return text;",
            "OllamaSharp.IOllamaApiClient client = new OllamaSharp.OllamaApiClient(new HttpClient(server) { BaseAddress "
                + "= new Uri(\"http://localhost\") }, \"llama-asked\");",
            OllamaStream,
            "application/x-ndjson"
        );
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | OllamaSharp | chat | llama-asked | llama-served | 12 | 3 | - | - | - | truncated | -", run.Table);
    }

    [Theory]
    [InlineData("return (await service.GetChatMessageContentAsync(history)).Content!;")]
    [InlineData("return (await service.GetChatMessageContentsAsync(history))[0].Content!;")]
    [InlineData("return (await kernel.InvokePromptAsync(\"Say it.\")).ToString();")]
    public async Task Semantic_Kernel(string body)
    {
        var run = await RunAsync(body, KernelSetUp, OpenAIChat);
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | Microsoft.SemanticKernel | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    [Fact]
    public async Task Semantic_Kernel_stream()
    {
        var run = await RunAsync(
            "var text = \"\"; await foreach (var part in service.GetStreamingChatMessageContentsAsync(history)) text += "
                + "part.Content; return text;",
            KernelSetUp,
            OpenAIStream,
            "text/event-stream"
        );
        Assert.Equal("fine", run.Result);
        Assert.Equal("Code.Run | Microsoft.SemanticKernel | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -", run.Table);
    }

    private const string KernelSetUp =
        "Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService service = new "
        + "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService(\"gpt-asked\", \"none\", "
        + "httpClient: new HttpClient(server));"
        + "var history = new Microsoft.SemanticKernel.ChatCompletion.ChatHistory(\"Say it.\");"
        + "var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();"
        + "Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions.AddOpenAIChatCompletion(builder, \"gpt-asked\", "
        + "\"none\", httpClient: new HttpClient(server));"
        + "var kernel = builder.Build();";

    [Fact]
    public async Task Agents()
    {
        var run = await InterceptedProject
            .Of(
                """
                using Microsoft.Agents.AI;
                using Microsoft.Extensions.AI;
                public static class Code
                {
                    public static async Task<string> Run()
                    {
                        AIAgent agent = new Echo();
                        var text = (await agent.RunAsync("Say it.")).Text;
                        await foreach (var part in agent.RunStreamingAsync("Say it."))
                            text += part.Text;
                        return text;
                    }
                }
                """
            )
            .With("Fakes.cs", Fakes.Agent)
            .RunAsync();
        Assert.Equal("fine!", run.Result);
        Assert.Equal(
            """
            Code.Run | Microsoft.Agents.AI | invoke_agent | - | - | 12 | 3 | - | - | - | success | -
            Code.Run#2 | Microsoft.Agents.AI | invoke_agent | - | - | 1 | 2 | - | - | - | truncated | -
            """.ReplaceLineEndings("\n"),
            run.Table
        );
    }

    /// <summary>Two assemblies declare the class of the extension method: code cannot name it.</summary>
    [Fact]
    public void An_extension_method_of_a_class_that_two_assemblies_declare_is_measured()
    {
        var project = InterceptedProject.Of(
            """
            using Microsoft.Extensions.AI;
            public static class Code
            {
                public static Task<ChatResponse> Run(IChatClient client) => client.GetResponseAsync("Say it.");
            }
            """
        );
        project = project with { References = project.References.Add(TestReferences.Agents) };
        project.Build();
        Assert.Equal(["Code.Run"], project.Sites());
    }
}
