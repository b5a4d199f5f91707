using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Azure;
using Azure.AI.Inference;
using Azure.Core.Pipeline;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using OpenAI;

namespace LlmHygiene.OpenTelemetry.Tests;

/// <summary>One call of each SDK that reports to OpenTelemetry by itself, to a server in the process.</summary>
internal static class SdkCalls
{
    public static readonly Dictionary<string, Func<StubServer, Task>> All = new()
    {
        ["OpenAI"] = server => OpenAI(server).GetChatClient("gpt-5.4-mini").CompleteChatAsync("Hello"),
        ["Anthropic"] = server => Anthropic(server).AsIChatClient("claude-sonnet-4-6").GetResponseAsync("Hello"),
        ["Azure.AI.Inference"] = server =>
            Inference(server).CompleteAsync(new ChatCompletionsOptions([new ChatRequestUserMessage("Hello")])),
        ["Microsoft.SemanticKernel"] = server =>
            Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-5.4-mini", OpenAI(server)).Build().InvokePromptAsync("Hello"),
        ["Microsoft.Extensions.AI"] = server => Chat(server).AsBuilder().UseOpenTelemetry().Build().GetResponseAsync("Hello"),
        ["Microsoft.Agents.AI"] = server => Agent(server).RunAsync("Hello"),
    };

    public static OpenAIClient OpenAI(StubServer server) =>
        new(new ApiKeyCredential("key"), new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(server.Client()) });

    public static IChatClient Chat(StubServer server) => OpenAI(server).GetChatClient("gpt-5.4-mini").AsIChatClient();

    public static AnthropicClient Anthropic(StubServer server) => new() { ApiKey = "key", HttpClient = server.Client() };

    public static AIAgent Agent(StubServer server, IChatClient? client = null) =>
        new ChatClientAgent(client ?? Chat(server), instructions: "Greet.", name: "greeter").AsBuilder().UseOpenTelemetry().Build();

    private static ChatCompletionsClient Inference(StubServer server) =>
        new(
            new Uri("https://example.services.ai.azure.com/models"),
            new AzureKeyCredential("key"),
            new AzureAIInferenceClientOptions { Transport = new HttpClientTransport(server.Client()) }
        );
}
