using LlmHygiene.Analyzers.Sdks.Tables;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Kernel Memory: the model is stated in the configuration that is registered with the builder.</summary>
public class KernelMemoryTests
{
    private static string[] Facts(string members) =>
        StubFacts.Of(
            """
            #nullable disable
            using Microsoft.KernelMemory; using Microsoft.KernelMemory.AI; using Microsoft.KernelMemory.AI.OpenAI;
            using Microsoft.KernelMemory.AI.AzureOpenAI; using Microsoft.KernelMemory.AI.Ollama; using Microsoft.KernelMemory.AI.Anthropic;
            using Microsoft.KernelMemory.Context; using Microsoft.Extensions.DependencyInjection;

            """ + members,
            KernelMemoryStubs.All
        );

    private static string[] FactsOfBody(string body) =>
        Facts(
            "class C { public async Task<object> Ask(string text, IKernelMemory memory, ITextGenerator generator, "
                + "ITextEmbeddingGenerator embedder, IContext context, OpenAIConfig config, "
                + $"Action<IKernelMemoryBuilder> fill) {{ await Task.Yield(); {body} }} }}"
        );

    // The stub is a version in which one method has left the interface.
    [Fact]
    public void The_table_names_what_exists() =>
        Assert.Equal(
            [],
            StubFacts
                .Missing(KernelMemorySdk.Table, KernelMemoryStubs.All)
                .Except(["Microsoft.KernelMemory.IKernelMemory.AskAsync: no such method"])
        );

    [Theory]
    [InlineData("new KernelMemoryBuilder().WithOpenAIDefaults(text).Build()", "AtClient")]
    [InlineData("new KernelMemoryBuilder().WithOpenAIDefaults(text).Build<MemoryServerless>()", "AtClient")]
    [InlineData(
        "new KernelMemoryBuilder().WithOpenAI(new OpenAIConfig { TextModel = \"m\", EmbeddingModel = \"e\" }).Build()",
        "AtClient(m)"
    )]
    [InlineData(
        "new KernelMemoryBuilder().WithSimpleVectorDb().WithOpenAITextGeneration(new() { TextModel = \"m\" }).Build<MemoryServerless>()",
        "AtClient(m)"
    )]
    [InlineData(
        "new KernelMemoryBuilder().WithOpenAITextEmbeddingGeneration(new() { EmbeddingModel = \"e\" })"
            + ".WithOllamaTextGeneration(\"m\").Build()",
        "AtClient(m)"
    )]
    [InlineData("new KernelMemoryBuilder().WithOllamaTextGeneration(new OllamaConfig { TextModel = new(\"m\") }).Build()", "AtClient(m)")]
    [InlineData(
        "new KernelMemoryBuilder().WithOllamaTextGeneration(new OllamaConfig { TextModel = new() { ModelName = text } }).Build()",
        "AtClient"
    )]
    [InlineData("new KernelMemoryBuilder().WithAzureOpenAITextGeneration(new() { Deployment = \"d\" }).Build()", "AtClient(d)")]
    [InlineData("new KernelMemoryBuilder().WithAnthropicTextGeneration(new()).Build()", "AtClient")]
    [InlineData("new KernelMemoryBuilder().WithLlamaTextGeneration(text, 9).Build()", "AtClient")]
    [InlineData("new KernelMemoryBuilder().WithOnnxTextGeneration(new() { TextModelDir = text }).Build()", "AtClient")]
    [InlineData("new KernelMemoryBuilder().WithAnthropicTextGeneration(new() { TextModelName = \"m\" }).Build()", "AtClient(m)")]
    [InlineData(
        "new KernelMemoryBuilder().WithCustomTextGenerator(new OpenAITextGenerator(new() { TextModel = \"m\" })).Build()",
        "AtClient(m)"
    )]
    [InlineData("new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").WithOllamaTextGeneration(\"n\").Build()", "AtClient(m, n)")]
    [InlineData("new KernelMemoryBuilder().Configure(b => b.WithOllamaTextGeneration(\"m\")).Build()", "AtClient(m)")]
    [InlineData(
        "new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Configure(text == \"\", b => b.WithOllamaTextGeneration(\"n\")).Build()",
        "AtClient(m, n)"
    )]
    [InlineData("new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Configure(fill).Build()", "AtClient")]
    // What follows may state a model: nothing is absent.
    [InlineData("new KernelMemoryBuilder().WithOpenAI(new OpenAIConfig { APIKey = text }).Build()", "FlowsIn")]
    [InlineData("new KernelMemoryBuilder().WithOpenAI(config).Build()", "FlowsIn")]
    [InlineData("new KernelMemoryBuilder().WithAzureOpenAITextGeneration().Build()", "FlowsIn")]
    [InlineData("new KernelMemoryBuilder().WithSimpleVectorDb().Build()", "FlowsIn")]
    [InlineData("new KernelMemoryBuilder().WithCustomTextGenerator(generator).Build()", "FlowsIn")]
    [InlineData("memory", "FlowsIn")]
    public void A_memory(string memory, string model) =>
        Assert.Equal([$"chat {model} FlowsIn Unset"], FactsOfBody($"var m = {memory}; return await m.AskAsync(text);"));

    [Theory]
    [InlineData(
        "var b = new KernelMemoryBuilder(); b.WithOpenAI(new OpenAIConfig { TextModel = \"m\" }); b.WithSimpleVectorDb(); "
            + "return b.Build().AskStreamingAsync(\"What is new?\");",
        "chat AtClient(m) Untagged Unset"
    )]
    [InlineData(
        "var c = new OpenAIConfig(); c.TextModel = \"m\"; var m = new KernelMemoryBuilder().WithOpenAI(c).Build<MemoryServerless>(); "
            + "return m.AskStreamingAsync(text);",
        "chat AtClient(m) FlowsIn Unset"
    )]
    // The services of the application may have a generator too.
    [InlineData(
        "return new KernelMemoryBuilder(new ServiceCollection()).WithOllamaTextGeneration(\"m\").Build().AskAsync(text);",
        "chat AtClient FlowsIn Unset"
    )]
    [InlineData(
        "return new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Build().AskAsync(text, context: context);",
        "chat AtClient(m) FlowsIn FlowsIn"
    )]
    [InlineData(
        "return new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Build()"
            + ".AskAsync(text, context: new RequestContext(new Dictionary<string, object> { [\"custom_model\"] = text }));",
        "chat AtClient FlowsIn FlowsIn"
    )]
    [InlineData(
        "return new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Build().AskAsync(text, context: new RequestContext());",
        "chat AtClient(m) FlowsIn Unset"
    )]
    [InlineData(
        "var c = new RequestContext(); c.SetArg(\"custom_rag_prompt_str\", text); "
            + "return new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Build().AskAsync(text, context: c);",
        "chat AtClient FlowsIn FlowsIn"
    )]
    [InlineData(
        "return generator.GenerateTextAsync(\"Summarise the news.\", new() { MaxTokens = 9 });",
        "text_completion FlowsIn Untagged Set(9)"
    )]
    [InlineData(
        "return new OpenAITextGenerator(new() { TextModel = \"m\", EmbeddingModel = \"e\" }).GenerateTextAsync(text, new());",
        "text_completion AtClient(m) FlowsIn Unset"
    )]
    [InlineData(
        "return new OpenAITextEmbeddingGenerator(new() { TextModel = \"m\", EmbeddingModel = \"e\" }).GenerateEmbeddingAsync(text);",
        "embeddings AtClient(e) None Unset"
    )]
    [InlineData(
        "return new OllamaTextEmbeddingGenerator(new OllamaConfig { TextModel = new(\"m\"), EmbeddingModel = new(\"e\") })"
            + ".GenerateEmbeddingBatchAsync([text]);",
        "embeddings AtClient(e) None Unset"
    )]
    [InlineData(
        "return new OllamaTextGenerator(null, new OllamaModelConfig { ModelName = \"m\" }).GenerateTextAsync(text, null);",
        "text_completion AtClient(m) FlowsIn Unset"
    )]
    [InlineData(
        "return new OpenAITextGenerator(new OpenAIConfig()).GenerateTextAsync(text, new());",
        "text_completion Absent FlowsIn Unset"
    )]
    [InlineData("return new OpenAITextGenerator(config).GenerateTextAsync(text, new());", "text_completion FlowsIn FlowsIn Unset")]
    [InlineData(
        "return new AnthropicTextGeneration(config: new()).GenerateTextAsync(text, new());",
        "text_completion AtClient FlowsIn Unset"
    )]
    [InlineData("return embedder.GenerateEmbeddingAsync(text);", "embeddings FlowsIn None Unset")]
    public void A_call(string body, string expected) => Assert.Equal([expected], FactsOfBody(body));

    [Theory]
    [InlineData("return memory.SearchAsync(text);")]
    [InlineData("return memory.ImportTextAsync(text);")]
    public void No_call(string body) => Assert.Empty(FactsOfBody(body));

    [Theory]
    [InlineData(
        "s.AddOpenAITextGeneration(new() { TextModel = \"m\" });",
        "ITextGenerator c",
        "c.GenerateTextAsync(text, null)",
        "AtClient(m)"
    )]
    [InlineData("s.AddOllamaTextGeneration(\"m\");", "ITextGenerator c", "c.GenerateTextAsync(text, null)", "AtClient(m)")]
    [InlineData(
        "s.AddOpenAITextEmbeddingGeneration(new() { TextModel = \"m\", EmbeddingModel = \"e\" });",
        "ITextEmbeddingGenerator c",
        "c.GenerateEmbeddingAsync(text)",
        "AtClient(e)"
    )]
    [InlineData(
        "s.AddKernelMemory(b => b.WithOpenAI(new OpenAIConfig { TextModel = \"m\" }));",
        "IKernelMemory c",
        "c.AskAsync(text)",
        "AtClient(m)"
    )]
    [InlineData(
        "s.AddSingleton<IKernelMemory>(_ => new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Build());",
        "IKernelMemory c",
        "c.AskAsync(text)",
        "AtClient(m)"
    )]
    [InlineData("s.AddKernelMemory();", "IKernelMemory c", "c.AskAsync(text)", "FlowsIn")]
    // The builder of a memory fills a container of its own.
    [InlineData(
        "new KernelMemoryBuilder().WithOllamaTextGeneration(\"m\").Build();",
        "ITextGenerator c",
        "c.GenerateTextAsync(text, null)",
        "FlowsIn"
    )]
    public void A_service_of_the_application(string registration, string parameter, string call, string model) =>
        Assert.Equal(
            model,
            Assert
                .Single(
                    Facts(
                        $"class Startup {{ void Run(IServiceCollection s) {{ {registration} }} }} "
                            + $"class C({parameter}) {{ public object Ask(string text) => {call}; }}"
                    )
                )
                .Split(' ')[1]
        );

    [Fact]
    public void A_generator_of_the_project() =>
        Assert.Equal(
            ["chat AtClient(m) Untagged Unset"],
            Facts(
                """
                class Own(IChatClient client) : ITextGenerator
                {
                    public async IAsyncEnumerable<string> GenerateTextAsync(string prompt, TextGenerationOptions options,
                        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
                    {
                        await foreach (var update in client.GetStreamingResponseAsync(prompt, null, cancellationToken))
                            yield return update.Text;
                    }
                }
                class C
                {
                    public object Ask()
                    {
                        var own = new Own(new OpenAI.Chat.ChatClient("m", "k").AsIChatClient());
                        return new KernelMemoryBuilder().WithCustomTextGenerator(own).Build().AskAsync("What is new?");
                    }
                }
                """
            )
        );
}
