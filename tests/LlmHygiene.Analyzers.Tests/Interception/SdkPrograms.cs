namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Programs that call the real SDKs, and what a server answers them.</summary>
internal static class SdkPrograms
{
    public const string OpenAIChat =
        """{"id":"c","object":"chat.completion","created":1,"model":"gpt-served","""
        + """ "choices":[{"index":0,"message":{"role":"assistant","content":"fine"},"finish_reason":"length"}],"""
        + """ "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":5},"""
        + """ "completion_tokens_details":{"reasoning_tokens":2}}}""";

    public const string OpenAIStream =
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-served","choices":[{"index":0,"""
        + """ "delta":{"role":"assistant","content":"fine"},"finish_reason":null}]}"""
        + "\n\n"
        + """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-served","choices":[{"index":0,"""
        + """ "delta":{},"finish_reason":"content_filter"}]}"""
        + "\n\n"
        + """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-served","choices":[],"""
        + """ "usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}"""
        + "\n\ndata: [DONE]\n\n";

    public const string Response =
        """{"id":"r","object":"response","created_at":1,"status":"incomplete","""
        + """ "incomplete_details":{"reason":"max_output_tokens"},"model":"gpt-served","output":[],"""
        + """ "usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":5},"output_tokens":3,"""
        + """ "output_tokens_details":{"reasoning_tokens":2},"total_tokens":15}}""";

    public const string ResponseStream =
        """event: response.created"""
        + "\n"
        + """data: {"type":"response.created","sequence_number":0,"response":{"id":"r","object":"response","created_at":1,"""
        + """ "status":"in_progress","model":"gpt-served","output":[]}}"""
        + "\n\nevent: response.incomplete\n"
        + """data: {"type":"response.incomplete","sequence_number":1,"response":"""
        + Response
        + "}\n\n";

    public const string Embeddings =
        """{"object":"list","model":"vectors","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"""
        + """ "usage":{"prompt_tokens":4,"total_tokens":4}}""";

    public const string AnthropicMessage =
        """{"id":"m","type":"message","role":"assistant","model":"claude-served","content":[{"type":"text","text":"fine"}],"""
        + """ "stop_reason":"max_tokens","stop_sequence":null,"""
        + """ "usage":{"input_tokens":12,"output_tokens":3,"cache_read_input_tokens":5,"cache_creation_input_tokens":1}}""";

    public const string AnthropicStream =
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

    public const string OllamaStream =
        """{"model":"llama-served","created_at":"2026-11-29T00:00:00Z","message":{"role":"assistant","content":"fi"},"done":false}"""
        + "\n"
        + """{"model":"llama-served","created_at":"2026-11-29T00:00:00Z","message":{"role":"assistant","content":"ne"},"""
        + """ "done":true,"done_reason":"length","prompt_eval_count":12,"eval_count":3}"""
        + "\n";

    public const string OpenAIOptions =
        "var options = new OpenAI.OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(server)) };";

    public const string OpenAIChatClient =
        OpenAIOptions
        + "var client = new OpenAI.Chat.ChatClient(\"gpt-asked\", new ApiKeyCredential(\"none\"), options);"
        + "OpenAI.Chat.ChatMessage[] messages = [new OpenAI.Chat.UserChatMessage(\"Say it.\")];";

    public const string ReadOpenAI =
        "var text = \"\"; await foreach (var part in client.CompleteChatStreamingAsync(messages)) "
        + "text += string.Concat(part.ContentUpdate.Select(one => one.Text)); return text;";

    public const string OpenAIResponsesClient =
        OpenAIOptions
        + "var client = new OpenAI.Responses.ResponsesClient(new ApiKeyCredential(\"none\"), new "
        + "OpenAI.Responses.ResponsesClientOptions { Transport = options.Transport });";

    public const string OpenAIAdapter =
        OpenAIOptions
        + "var client = Microsoft.Extensions.AI.OpenAIClientExtensions.AsIChatClient("
        + "new OpenAI.Chat.ChatClient(\"gpt-asked\", new ApiKeyCredential(\"none\"), options));";

    public const string AzureOpenAIClient =
        "var client = new Azure.AI.OpenAI.AzureOpenAIClient(new Uri(\"https://localhost\"), new ApiKeyCredential(\"none\"), new "
        + "Azure.AI.OpenAI.AzureOpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(server)) })"
        + ".GetChatClient(\"gpt-asked\");"
        + "OpenAI.Chat.ChatMessage[] messages = [new OpenAI.Chat.UserChatMessage(\"Say it.\")];";

    public const string OllamaClient =
        "OllamaSharp.IOllamaApiClient client = new OllamaSharp.OllamaApiClient(new HttpClient(server) { BaseAddress "
        + "= new Uri(\"http://localhost\") }, \"llama-asked\");";

    public const string BetalgoClient =
        "var client = new Betalgo.Ranul.OpenAI.Managers.OpenAIService(new Betalgo.Ranul.OpenAI.OpenAIOptions { ApiKey = \"none\" }, "
        + "new HttpClient(server));"
        + "var asked = new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest { Model = \"gpt-asked\", "
        + "Messages = [Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage.FromUser(\"Say it.\")] };";

    /// <summary>A server and a client of the Model Context Protocol in one process. The client's host has the model.</summary>
    public const string SamplingServer =
        "var up = new System.IO.Pipelines.Pipe(); var down = new System.IO.Pipelines.Pipe();"
        + "await using var server = ModelContextProtocol.Server.McpServer.Create(new ModelContextProtocol.Server.StreamServerTransport("
        + "up.Reader.AsStream(), down.Writer.AsStream()), new ModelContextProtocol.Server.McpServerOptions());"
        + "var running = server.RunAsync();"
        + "await using var host = await ModelContextProtocol.Client.McpClient.CreateAsync(new ModelContextProtocol.Protocol."
        + "StreamClientTransport(up.Writer.AsStream(), down.Reader.AsStream()), new ModelContextProtocol.Client.McpClientOptions { "
        + "ProtocolVersion = \"2025-06-18\", "
        + "Handlers = new() { SamplingHandler = (_, _, _) => new ValueTask<ModelContextProtocol.Protocol.CreateMessageResult>("
        + "new ModelContextProtocol.Protocol.CreateMessageResult { Model = \"host-served\", StopReason = \"maxTokens\", "
        + "Content = [new ModelContextProtocol.Protocol.TextContentBlock { Text = \"fine\" }] }) } });"
        + "var asked = new ModelContextProtocol.Protocol.CreateMessageRequestParams { MaxTokens = 10, Messages = [] };";

    public const string AnthropicClient =
        "using var client = new Anthropic.AnthropicClient { ApiKey = \"none\", HttpClient = new HttpClient(server) };"
        + "var asked = new Anthropic.Models.Messages.MessageCreateParams { Model = \"claude-asked\", MaxTokens = 10, Messages = [] };";

    public const string AzureClient =
        "var client = new Azure.AI.Inference.ChatCompletionsClient(new Uri(\"https://localhost\"), new "
        + "Azure.AzureKeyCredential(\"none\"), new Azure.AI.Inference.AzureAIInferenceClientOptions { Transport = "
        + "new Azure.Core.Pipeline.HttpClientTransport(new HttpClient(server)) });"
        + "var asked = new Azure.AI.Inference.ChatCompletionsOptions { Model = \"gpt-asked\", Messages = { new "
        + "Azure.AI.Inference.ChatRequestUserMessage(\"Say it.\") } };";

    public const string KernelSetUp =
        "Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService service = new "
        + "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService(\"gpt-asked\", \"none\", "
        + "httpClient: new HttpClient(server));"
        + "var history = new Microsoft.SemanticKernel.ChatCompletion.ChatHistory(\"Say it.\");"
        + "var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();"
        + "Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions.AddOpenAIChatCompletion(builder, \"gpt-asked\", "
        + "\"none\", httpClient: new HttpClient(server));"
        + "var kernel = builder.Build();";

    public static InterceptedProject Program(string body, string setUp, string answer, string type = "application/json") =>
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
}
