using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Kernel Memory. A memory answers with the text generator that is registered with its builder, whose configuration object states the
/// model. One object may state two: for text and for embeddings.
/// </summary>
internal static class KernelMemorySdk
{
    private const string Namespace = "Microsoft.KernelMemory.";
    private const string AI = Namespace + "AI.";
    private const string Builder = Namespace + "KernelMemoryBuilderExtensions";
    private const string Injection = Namespace + "DependencyInjection";

    private static readonly ImmutableArray<string> s_text = ImmutableArray.Create(AI + "ITextGenerator");
    private static readonly ImmutableArray<string> s_embeddings = ImmutableArray.Create(AI + "ITextEmbeddingGenerator");
    private static readonly ImmutableArray<string> s_both = s_text.AddRange(s_embeddings);

    public static readonly ContainerRow Container = new()
    {
        Builders = ImmutableArray.Create(Namespace + "IKernelMemoryBuilder", Namespace + "KernelMemoryBuilder"),
        FactoryType = Namespace + "KernelMemoryBuilder",
        Factory = ClientSourceRow.Constructor,
        Build = "Build",
        Services = "Services",
        OwnRegistration = "AddKernelMemory",
        Key = "serviceKey",
        AssemblyPrefix = Namespace,
    };

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.KernelMemory",
        DefaultLimit = "the model's own maximum",
        Since = HygieneLevel.V0_2,
        Assemblies = ImmutableArray.Create(
            "Microsoft.KernelMemory.Abstractions",
            "Microsoft.KernelMemory.Core",
            "Microsoft.KernelMemory.WebClient",
            "Microsoft.KernelMemory.AI.OpenAI",
            "Microsoft.KernelMemory.AI.AzureOpenAI",
            "Microsoft.KernelMemory.AI.Ollama",
            "Microsoft.KernelMemory.AI.Anthropic",
            "Microsoft.KernelMemory.AI.LlamaSharp",
            "Microsoft.KernelMemory.AI.Onnx"
        ),
        Calls = ImmutableArray.Create(
            Ask(Namespace + "IKernelMemory", client: null),
            Ask(Namespace + "KernelMemoryExtensions", "memory"),
            Ask(Namespace + "Search.ISearchClient", client: null),
            new CallRow
            {
                Type = AI + "ITextGenerator",
                Methods = ImmutableArray.Create("GenerateTextAsync"),
                Operation = LlmOperation.Text,
                Prompts = ImmutableArray.Create("prompt"),
                Options = "options",
            },
            Embed("ITextEmbeddingGenerator", "GenerateEmbeddingAsync"),
            Embed("ITextEmbeddingBatchGenerator", "GenerateEmbeddingBatchAsync")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow { Type = AI + "TextGenerationOptions", Limit = "MaxTokens" },
            // The arguments of a request can replace model, prompt and limit.
            new OptionsRow { Type = Namespace + "Context.RequestContext", Opaque = ImmutableArray.Create("Arguments", "args") },
            new OptionsRow { Type = Namespace + "OpenAIConfig", Model = "TextModel" },
            new OptionsRow
            {
                Type = Namespace + "OpenAIConfig",
                Operation = LlmOperation.Embeddings,
                Model = "EmbeddingModel",
            },
            new OptionsRow { Type = Namespace + "AzureOpenAIConfig", Model = "Deployment" },
            new OptionsRow { Type = AI + "Ollama.OllamaConfig", Inner = ImmutableArray.Create("TextModel") },
            new OptionsRow
            {
                Type = AI + "Ollama.OllamaConfig",
                Operation = LlmOperation.Embeddings,
                Inner = ImmutableArray.Create("EmbeddingModel"),
            },
            new OptionsRow
            {
                Type = AI + "Ollama.OllamaModelConfig",
                Model = "ModelName",
                ModelParameter = "modelName",
            },
            new OptionsRow { Type = AI + "Anthropic.AnthropicConfig", Model = "TextModelName" }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow
            {
                Type = Namespace + "IKernelMemory",
                IsAbstraction = true,
                Services = s_text,
            },
            new ClientRow { Type = Namespace + "MemoryServerless", Services = s_text },
            new ClientRow { Type = Namespace + "MemoryService", Services = s_text },
            Abstraction("Search.ISearchClient"),
            Abstraction("AI.ITextGenerator"),
            Abstraction("AI.ITextEmbeddingGenerator"),
            Abstraction("AI.ITextEmbeddingBatchGenerator")
        ),
        ClientSources = ImmutableArray
            .Create(
                new ClientSourceRow
                {
                    Type = Builder,
                    Methods = ImmutableArray.Create("WithOpenAIDefaults"),
                    Services = s_both,
                    AlwaysHasModel = true,
                },
                Registers(s_both, "WithOpenAI"),
                Given(s_text, "WithCustomTextGenerator", "WithSemanticKernelTextGenerationService"),
                Given(s_embeddings, "WithCustomEmbeddingGenerator", "WithSemanticKernelTextEmbeddingGenerationService"),
                Made("OpenAI.OpenAITextGenerator"),
                Made("OpenAI.OpenAITextEmbeddingGenerator"),
                Made("AzureOpenAI.AzureOpenAITextGenerator", isDeployment: true),
                Made("AzureOpenAI.AzureOpenAITextEmbeddingGenerator", isDeployment: true),
                OfOllama("OllamaTextGenerator"),
                OfOllama("OllamaTextEmbeddingGenerator"),
                Made("Ollama.OllamaTextGenerator"),
                Made("Ollama.OllamaTextEmbeddingGenerator"),
                // The configuration has a default; a local model is a file, without which there is no generator.
                Made("Anthropic.AnthropicTextGeneration", hasDefault: true),
                Made("LlamaSharp.LlamaSharpTextGenerator", hasDefault: true),
                Made("LlamaSharp.LlamaSharpTextEmbeddingGenerator", hasDefault: true),
                Made("Onnx.OnnxTextGenerator", hasDefault: true),
                Wraps("SemanticKernelTextGenerator", "textGenerationService"),
                Wraps("SemanticKernelTextEmbeddingGenerator", "textEmbeddingGenerationService")
            )
            .AddRange(Both("OpenAI", s_text, "TextGeneration"))
            .AddRange(Both("OpenAI", s_embeddings, "TextEmbeddingGeneration"))
            .AddRange(Both("AzureOpenAI", s_text, "TextGeneration", isDeployment: true))
            .AddRange(Both("AzureOpenAI", s_embeddings, "TextEmbeddingGeneration", isDeployment: true))
            .AddRange(Both("AzureOpenAI", s_embeddings, "EmbeddingGeneration", isDeployment: true))
            .AddRange(Both("Ollama", s_text, "TextGeneration"))
            .AddRange(Both("Ollama", s_embeddings, "TextEmbeddingGeneration"))
            .AddRange(Both("Anthropic", s_text, "TextGeneration", hasDefault: true))
            .AddRange(Both("Llama", s_text, "TextGeneration", hasDefault: true))
            .AddRange(Both("Llama", s_embeddings, "TextEmbeddingGeneration", hasDefault: true))
            .AddRange(Both("LlamaSharp", s_text, "TextGeneration", hasDefault: true))
            .AddRange(Both("LlamaSharp", s_embeddings, "TextEmbeddingGeneration", hasDefault: true))
            .AddRange(Both("Onnx", s_text, "TextGeneration", hasDefault: true)),
    };

    private static CallRow Ask(string type, string? client) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create("AskAsync", "AskStreamingAsync"),
            Operation = LlmOperation.Chat,
            Prompts = ImmutableArray.Create("question"),
            Options = "context",
            Client = client,
            LimitIsAtClient = true,
        };

    private static CallRow Embed(string type, string method) =>
        new()
        {
            Type = AI + type,
            Methods = ImmutableArray.Create(method),
            Operation = LlmOperation.Embeddings,
        };

    private static ClientRow Abstraction(string type) => new() { Type = Namespace + type, IsAbstraction = true };

    private static ClientSourceRow Registers(ImmutableArray<string> services, string method) =>
        Registers(Builder, services, method, isDeployment: false, hasDefault: false);

    // On the builder of a memory, and on the services of an application.
    private static ImmutableArray<ClientSourceRow> Both(
        string provider,
        ImmutableArray<string> services,
        string kind,
        bool isDeployment = false,
        bool hasDefault = false
    ) =>
        ImmutableArray.Create(
            Registers(Builder, services, "With" + provider + kind, isDeployment, hasDefault),
            Registers(Injection, services, "Add" + provider + kind, isDeployment, hasDefault)
        );

    private static ClientSourceRow Registers(
        string type,
        ImmutableArray<string> services,
        string method,
        bool isDeployment,
        bool hasDefault
    ) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Model = "modelName",
            Options = "config",
            Services = services,
            IsDeployment = isDeployment,
            AlwaysHasModel = hasDefault,
        };

    private static ClientSourceRow Given(ImmutableArray<string> services, params string[] methods) =>
        new()
        {
            Type = Builder,
            Methods = methods.ToImmutableArray(),
            Inner = "service",
            Services = services,
        };

    private static ClientSourceRow Made(string type, bool isDeployment = false, bool hasDefault = false) =>
        new()
        {
            Type = AI + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Options = "config",
            IsDeployment = isDeployment,
            AlwaysHasModel = hasDefault,
        };

    private static ClientSourceRow OfOllama(string type) =>
        new()
        {
            Type = AI + "Ollama." + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Inner = "ollamaClient",
            Options = "modelConfig",
        };

    private static ClientSourceRow Wraps(string type, string inner) =>
        new()
        {
            Type = Namespace + "SemanticKernel." + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Inner = inner,
        };
}
