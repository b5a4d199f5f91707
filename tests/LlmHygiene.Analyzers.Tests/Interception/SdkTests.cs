using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Interception.SdkPrograms;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Model, usage and finish reason of the real SDKs, read from what their clients parse.</summary>
public class SdkTests
{
    private static Task<CallRecord> RunAsync(string body, string setUp, string answer, string type = "application/json") =>
        Program(body, setUp, answer, type).RunAsync();

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
    [InlineData(
        "await using var parts = client.CompleteChatStreamingAsync(messages).GetAsyncEnumerator(); "
            + "while (await parts.MoveNextAsync()) text += Text(parts.Current);"
    )]
    [InlineData(
        "AsyncCollectionResult<OpenAI.Chat.StreamingChatCompletionUpdate> stream; stream = client.CompleteChatStreamingAsync(messages); "
            + "await foreach (var part in stream) text += Text(part);"
    )]
    [InlineData(
        "var stream = messages.Any() ? client.CompleteChatStreamingAsync(messages) : null; "
            + "await foreach (var part in stream!) text += Text(part);"
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
    [InlineData(
        "AsyncCollectionResult<OpenAI.Chat.StreamingChatCompletionUpdate> stream; stream = client.CompleteChatStreamingAsync(messages); "
            + "await foreach (var part in stream) { } await foreach (var page in stream.GetRawPagesAsync()) return \"\"; return \"\";"
    )]
    [InlineData(
        "AsyncCollectionResult<OpenAI.Chat.StreamingChatCompletionUpdate> stream; "
            + "var other = stream = client.CompleteChatStreamingAsync(messages); "
            + "await foreach (var page in other.GetRawPagesAsync()) return \"\"; return \"\";"
    )]
    public void A_stream_whose_pages_may_be_read_is_left_as_it_is(string body)
    {
        var project = Program(body, OpenAIChatClient, OpenAIStream, "text/event-stream");
        project.Build();
        Assert.Empty(project.Sites());
    }

    [Theory]
    [InlineData("await foreach (var part in await client.CreateResponseStreamingAsync(\"gpt-asked\", \"Say it.\")) text += part.Kind;")]
    [InlineData(
        "await using var stream = await client.CreateResponseStreamingAsync(\"gpt-asked\", \"Say it.\"); "
            + "if (stream.Status != 200 || stream.Headers is null) return \"\"; "
            + "await foreach (var part in stream) text += part.Kind;"
    )]
    public async Task OpenAI_responses_stream(string read)
    {
        var run = await RunAsync($"var text = \"\"; {read} return text;", OpenAIResponsesClient, ResponseStream, "text/event-stream");
        Assert.Equal("response.createdresponse.incomplete", run.Result);
        Assert.Equal("Code.Run | OpenAI | response | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
        Assert.Contains("time_to_first_chunk truncated", run.Metrics);
    }

    [Theory]
    [InlineData("await foreach (var part in stream) break; return await Error();", "System.InvalidOperationException", "abandoned")]
    [InlineData("await stream.DisposeAsync(); return await Error();", "System.ObjectDisposedException", "")]
    public async Task OpenAI_responses_stream_that_is_left_is_as_without_interception(string body, string error, string outcome)
    {
        body =
            "var stream = await client.CreateResponseStreamingAsync(\"gpt-asked\", \"Say it.\"); "
            + "async Task<string> Error() { try { await foreach (var part in stream) return \"read\"; return \"empty\"; } "
            + "catch (Exception error) { return error.GetType().FullName! + \" \" + server.IsDisposed; } }"
            + body;
        var project = Program(body, OpenAIResponsesClient, ResponseStream, "text/event-stream");
        var plain = await (project with { IsOn = false }).RunAsync();
        var run = await project.RunAsync();
        Assert.Equal(error + " True", plain.Result);
        Assert.Equal(plain.Result, run.Result);
        Assert.Equal(outcome, string.Join(" ", run.Spans.Select(span => span.GetTagItem(LlmHygieneTelemetry.OutcomeKey))));
    }

    [Fact]
    public async Task OpenAI_responses_stream_that_reports_an_error_has_failed()
    {
        var run = await RunAsync(
            "await foreach (var part in await client.CreateResponseStreamingAsync(\"gpt-asked\", \"Say it.\")) { } return \"\";",
            OpenAIResponsesClient,
            "event: error\n" + """data: {"type":"error","sequence_number":0,"code":"server_error","message":"No.","param":null}""" + "\n\n",
            "text/event-stream"
        );
        Assert.EndsWith("| failure | response_error", run.Table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_of_a_class_that_cannot_be_created_is_left_as_it_is()
    {
        var project = InterceptedProject.Of(
            """
            public sealed class Words : IAsyncEnumerable<string>
            {
                private Words() { }
                public static Words Of() => new();
                public async IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken token = default)
                {
                    await Task.Yield();
                    yield return "fine";
                }
            }
            public static class Code
            {
                [LlmHygiene.LlmCall] public static Words Ask(string prompt) => Words.Of();
                public static async Task Run()
                {
                    await foreach (var word in Ask("Say it.")) { }
                }
            }
            """
        );
        project.Build();
        Assert.Empty(project.Sites());
    }

    [Theory]
    [InlineData("return (await client.CreateResponseAsync(\"gpt-asked\", \"Say it.\")).Value.Id;")]
    [InlineData("return client.CreateResponse(new OpenAI.Responses.CreateResponseOptions { Model = \"gpt-asked\" }).Value.Id;")]
    public async Task OpenAI_responses(string body)
    {
        var run = await RunAsync(body, OpenAIResponsesClient, Response);
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
        var run = await RunAsync($"var text = \"\"; {read} return text;", OllamaClient, OllamaStream, "application/x-ndjson");
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
