using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Interception.SdkPrograms;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>
/// One call of each SDK, with a whole response and with a stream, and what it reports. <see cref="CallTable"/> writes the same as a table.
/// </summary>
public class CallTableTests
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";
    private const string Prompt = "name: say-it\nversion: 1.2.0\nmodel: gpt-asked\nmessages:\n  - role: user\n    content: Say it.\n";

    /// <summary>A program with one call.</summary>
    /// <param name="Sdk">The name of the SDK's table: the SDK of the call, or of its client.</param>
    /// <param name="Call">What is called.</param>
    /// <param name="Project">The program.</param>
    /// <param name="Reported">What the span says.</param>
    private sealed record Example(string Sdk, string Call, InterceptedProject Project, string Reported);

    private static readonly Example[] s_examples =
    [
        Extensions("GetResponseAsync", "return (await client.GetResponseAsync(\"Say it.\")).Text;", "12 | 3 | 5 | - | 2 | success | -"),
        Extensions(
            "GetStreamingResponseAsync",
            "await foreach (var part in client.GetStreamingResponseAsync(\"Say it.\")) { } return \"fine\";",
            "12 | 2 | - | - | - | success | -"
        ),
        Of(
            "Microsoft.Extensions.AI.OpenAI",
            "GetResponseAsync",
            "return (await Microsoft.Extensions.AI.ChatClientExtensions.GetResponseAsync(client, \"Say it.\")).Text;",
            OpenAIAdapter,
            OpenAIChat,
            Json,
            "Microsoft.Extensions.AI | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -"
        ),
        Of(
            "Microsoft.Extensions.AI.OpenAI",
            "GetStreamingResponseAsync",
            "var text = \"\"; await foreach (var part in client.GetStreamingResponseAsync([])) text += part.Text; return text;",
            OpenAIAdapter,
            OpenAIStream,
            Events,
            "Microsoft.Extensions.AI | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -"
        ),
        Of(
            "OpenAI",
            "CompleteChatAsync",
            "return (await client.CompleteChatAsync(messages)).Value.Content[0].Text;",
            OpenAIChatClient,
            OpenAIChat,
            Json,
            "OpenAI | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -"
        ),
        Of(
            "OpenAI",
            "CompleteChatStreamingAsync",
            ReadOpenAI,
            OpenAIChatClient,
            OpenAIStream,
            Events,
            "OpenAI | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -"
        ),
        Of(
            "OpenAI",
            "CreateResponseAsync",
            "return (await client.CreateResponseAsync(\"gpt-asked\", \"Say it.\")).Value.Id == \"r\" ? \"fine\" : \"\";",
            OpenAIResponsesClient,
            Response,
            Json,
            "OpenAI | response | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -"
        ),
        Of(
            "OpenAI",
            "CreateResponseStreamingAsync",
            "await foreach (var part in await client.CreateResponseStreamingAsync(\"gpt-asked\", \"Say it.\")) { } return \"fine\";",
            OpenAIResponsesClient,
            ResponseStream,
            Events,
            "OpenAI | response | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -"
        ),
        Of(
            "OpenAI",
            "GenerateEmbeddingsAsync",
            "return (await client.GenerateEmbeddingsAsync([\"a\"])).Value.Count == 1 ? \"fine\" : \"\";",
            OpenAIOptions + "var client = new OpenAI.Embeddings.EmbeddingClient(\"vectors\", new ApiKeyCredential(\"none\"), options);",
            Embeddings,
            Json,
            "OpenAI | embeddings | vectors | vectors | 4 | - | - | - | - | success | -"
        ),
        // The calls are those of the SDK OpenAI. The version that the tests restore does not run with the current one of OpenAI.
        AzureOpenAI("CompleteChatAsync", "await client.CompleteChatAsync(messages);"),
        Of(
            "Anthropic",
            "Messages.Create",
            "return (await client.Messages.Create(asked)).ID == \"m\" ? \"fine\" : \"\";",
            AnthropicClient,
            AnthropicMessage,
            Json,
            "Anthropic | chat | claude-asked | claude-served | 18 | 3 | 5 | 1 | - | truncated | -"
        ),
        Of(
            "Anthropic",
            "Messages.CreateStreaming",
            "await foreach (var part in client.Messages.CreateStreaming(asked)) { } return \"fine\";",
            AnthropicClient,
            AnthropicStream,
            Events,
            "Anthropic | chat | claude-asked | claude-served | 18 | 3 | 5 | 1 | - | filtered | -"
        ),
        Of(
            "Azure.AI.Inference",
            "CompleteAsync",
            "return (await client.CompleteAsync(asked)).Value.Content;",
            AzureClient,
            OpenAIChat,
            Json,
            "Azure.AI.Inference | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | truncated | -"
        ),
        Of(
            "Azure.AI.Inference",
            "CompleteStreamingAsync",
            "await foreach (var part in await client.CompleteStreamingAsync(asked)) { } return \"fine\";",
            AzureClient,
            OpenAIStream,
            Events,
            "Azure.AI.Inference | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -"
        ),
        // Chat and text are streams in any case; vectors are not.
        Of(
            "OllamaSharp",
            "EmbedAsync",
            "return (await client.EmbedAsync(new OllamaSharp.Models.EmbedRequest { Model = \"vectors\", Input = [\"a\"] }))"
                + ".Embeddings.Count == 1 ? \"fine\" : \"\";",
            OllamaClient,
            """{"model":"vectors","embeddings":[[0.5]],"total_duration":1,"load_duration":1,"prompt_eval_count":4}""",
            Json,
            "OllamaSharp | embeddings | vectors | - | 4 | - | - | - | - | success | -"
        ),
        Of(
            "OllamaSharp",
            "ChatAsync",
            "await foreach (var part in client.ChatAsync(new OllamaSharp.Models.Chat.ChatRequest { Model = \"llama-asked\" })) { } "
                + "return \"fine\";",
            OllamaClient,
            OllamaStream,
            "application/x-ndjson",
            "OllamaSharp | chat | llama-asked | llama-served | 12 | 3 | - | - | - | truncated | -"
        ),
        WithOptions(
            Of(
                "Betalgo.Ranul.OpenAI",
                "CreateCompletion",
                "return (await client.ChatCompletion.CreateCompletion(asked)).Choices[0].Message.Content!;",
                BetalgoClient,
                OpenAIChat,
                Json,
                "Betalgo.Ranul.OpenAI | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -"
            )
        ),
        WithOptions(
            Of(
                "Betalgo.Ranul.OpenAI",
                "CreateCompletionAsStream",
                "await foreach (var part in client.ChatCompletion.CreateCompletionAsStream(asked)) { } return \"fine\";",
                BetalgoClient,
                OpenAIStream,
                Events,
                "Betalgo.Ranul.OpenAI | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -"
            )
        ),
        // The protocol has no streams and no usage.
        Of(
            "ModelContextProtocol",
            "SampleAsync",
            "return (await server.SampleAsync(asked)).Model == \"host-served\" ? \"fine\" : \"\";",
            SamplingServer,
            "",
            Json,
            "ModelContextProtocol | chat | - | host-served | - | - | - | - | - | truncated | -",
            withServer: false
        ),
        Agent("RunAsync", "return (await agent.RunAsync(\"Say it.\")).Text;", "12 | 3 | - | - | - | success | -"),
        Agent(
            "RunStreamingAsync",
            "await foreach (var part in agent.RunStreamingAsync(\"Say it.\")) { } return \"fine\";",
            "1 | 2 | - | - | - | truncated | -"
        ),
        Of(
            "Microsoft.SemanticKernel",
            "GetChatMessageContentAsync",
            "return (await service.GetChatMessageContentAsync(history)).Content!;",
            KernelSetUp,
            OpenAIChat,
            Json,
            "Microsoft.SemanticKernel | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -"
        ),
        Of(
            "Microsoft.SemanticKernel",
            "GetStreamingChatMessageContentsAsync",
            "await foreach (var part in service.GetStreamingChatMessageContentsAsync(history)) { } return \"fine\";",
            KernelSetUp,
            OpenAIStream,
            Events,
            "Microsoft.SemanticKernel | chat | gpt-asked | gpt-served | 12 | 3 | - | - | - | filtered | -"
        ),
        // A generated prompt measures itself.
        Generated("GetResponseAsync", "return (await prompt.GetResponseAsync(client)).Text;", "12 | 3 | 5 | - | 2 | success | -"),
        Generated(
            "GetStreamingResponseAsync",
            "await foreach (var part in prompt.GetStreamingResponseAsync(client)) { } return \"fine\";",
            "12 | 2 | - | - | - | success | -"
        ),
    ];

    public static TheoryData<int, string, string> Examples
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            for (var number = 0; number < s_examples.Length; number++)
                data.Add(number, s_examples[number].Sdk, s_examples[number].Call);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task One_call_is_one_span(int number, string sdk, string call)
    {
        var run = await s_examples[number].Project.RunAsync();
        Assert.Equal("fine", run.Result);
        Assert.Equal(s_examples[number].Reported, run.Table);
        Assert.Contains(run.Metrics, metric => metric.Contains("duration ", StringComparison.Ordinal));
        CallTable.Write(number, sdk, call, run);
    }

    [Fact]
    public void Every_SDK_whose_package_the_tests_restore_has_a_call()
    {
        Assert.Equal(
            SdkTables.Current.Select(table => table.Name).Order(StringComparer.Ordinal),
            s_examples.Select(example => example.Sdk).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Distinct(s_examples.Select(example => (example.Sdk, example.Call)));
    }

    private static Example Of(
        string sdk,
        string call,
        string body,
        string setUp,
        string answer,
        string type,
        string reported,
        bool withServer = true
    ) => new(sdk, call, withServer ? Program(body, setUp, answer, type) : Bare(body, setUp), "Code.Run | " + reported);

    // An overload of the client's constructor has a type of this assembly.
    private static Example WithOptions(Example example) =>
        example with
        {
            Project = example.Project with
            {
                References = TestReferences.All.Add(TestReferences.FromOutput("Microsoft.Extensions.Options")),
            },
        };

    private static InterceptedProject Bare(string body, string setUp) =>
        InterceptedProject.Of(
            $$"""
            #pragma warning disable MCP9005
            using LlmHygiene;
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;
            public static class Code
            {
                public static async Task<string> Run()
                {
                    {{setUp}}
                    {{body}}
                }
            }
            """
        );

    private static Example AzureOpenAI(string call, string body) =>
        Of(
            "Azure.AI.OpenAI",
            call,
            $"try {{ {body} }} catch (MissingMethodException) {{ return \"fine\"; }} return \"\";",
            AzureOpenAIClient,
            OpenAIChat,
            Json,
            "OpenAI | chat | gpt-asked | - | - | - | - | - | - | failure | System.MissingMethodException"
        );

    private static Example Extensions(string call, string body, string reported) =>
        new(
            "Microsoft.Extensions.AI",
            call,
            Bare(body, "IChatClient client = new FakeClient();").With("Fakes.cs", Fakes.Client),
            "Code.Run | Microsoft.Extensions.AI | chat | - | served | " + reported
        );

    private static Example Agent(string call, string body, string reported) =>
        new(
            "Microsoft.Agents.AI",
            call,
            Bare(body, "AIAgent agent = new Echo();").With("Fakes.cs", Fakes.Agent),
            "Code.Run | Microsoft.Agents.AI | invoke_agent | - | - | " + reported
        );

    private static Example Generated(string call, string body, string reported) =>
        new(
            "LlmHygiene",
            call,
            Bare(body, "IChatClient client = new FakeClient(); var prompt = new Shop.Prompts.SayItPrompt.V1();")
                .With("Fakes.cs", Fakes.Client) with
            {
                MoreGenerators = [new PromptGenerator()],
                Prompts = [new PromptText(TestProject.Folder + "Prompts/say-it.prompt.yml", Prompt)],
            },
            "- | - | - | gpt-asked | served | " + reported
        );
}
