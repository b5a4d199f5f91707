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
            // Earlier versions have both methods in the interface.
            Ask(Namespace + "IKernelMemory", client: null, "AskAsync", "AskStreamingAsync"),
            Ask(Namespace + "KernelMemoryExtensions", "memory", "AskAsync"),
            Ask(Namespace + "Search.ISearchClient", client: null, "AskAsync", "AskStreamingAsync"),
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
        Endpoints = ImmutableArray.Create(Endpoint(Namespace + "OpenAIConfig"), Endpoint(AI + "Anthropic.AnthropicConfig")),
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
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = Builder,
                Methods = ImmutableArray.Create("WithOpenAIDefaults"),
                Services = s_both,
                AlwaysHasModel = true,
            },
            Registers(Builder, s_both, "WithOpenAI"),
            Registers(Builder, s_text, "WithOpenAITextGeneration"),
            Registers(Builder, s_embeddings, "WithOpenAITextEmbeddingGeneration"),
            OfOllama(Builder, s_text, "WithOllamaTextGeneration"),
            OfOllama(Builder, s_embeddings, "WithOllamaTextEmbeddingGeneration"),
            OfAzure(Builder, s_text, "WithAzureOpenAITextGeneration"),
            OfAzure(Builder, s_embeddings, "WithAzureOpenAITextEmbeddingGeneration"),
            // The configuration has a default model; a local model is a file, without which there is no generator.
            WithDefault(Builder, s_text, "WithAnthropicTextGeneration", "WithLlamaTextGeneration", "WithOnnxTextGeneration"),
            WithDefault(Builder, s_embeddings, "WithLlamaTextEmbeddingGeneration"),
            Given(s_text, "WithCustomTextGenerator", "WithSemanticKernelTextGenerationService"),
            Given(s_embeddings, "WithCustomEmbeddingGenerator", "WithSemanticKernelTextEmbeddingGenerationService"),
            Registers(Injection, s_text, "AddOpenAITextGeneration"),
            Registers(Injection, s_embeddings, "AddOpenAITextEmbeddingGeneration"),
            OfOllama(Injection, s_text, "AddOllamaTextGeneration"),
            OfOllama(Injection, s_embeddings, "AddOllamaTextEmbeddingGeneration"),
            OfAzure(Injection, s_text, "AddAzureOpenAITextGeneration"),
            OfAzure(Injection, s_embeddings, "AddAzureOpenAIEmbeddingGeneration"),
            WithDefault(Injection, s_text, "AddAnthropicTextGeneration", "AddLlamaSharpTextGeneration", "AddOnnxTextGeneration"),
            WithDefault(Injection, s_embeddings, "AddLlamaSharpTextEmbeddingGeneration"),
            Made("OpenAI.OpenAITextGenerator"),
            Made("OpenAI.OpenAITextEmbeddingGenerator"),
            Made("AzureOpenAI.AzureOpenAITextGenerator", isDeployment: true),
            Made("AzureOpenAI.AzureOpenAITextEmbeddingGenerator", isDeployment: true),
            Around("Ollama.OllamaTextGenerator"),
            Around("Ollama.OllamaTextEmbeddingGenerator"),
            Made("Ollama.OllamaTextGenerator"),
            Made("Ollama.OllamaTextEmbeddingGenerator"),
            Made("Anthropic.AnthropicTextGeneration", hasDefault: true),
            Made("LlamaSharp.LlamaSharpTextGenerator", hasDefault: true),
            Made("LlamaSharp.LlamaSharpTextEmbeddingGenerator", hasDefault: true),
            Made("Onnx.OnnxTextGenerator", hasDefault: true),
            Wraps("SemanticKernelTextGenerator", "textGenerationService"),
            Wraps("SemanticKernelTextEmbeddingGenerator", "textEmbeddingGenerationService")
        ),
    };

    private static EndpointRow Endpoint(string type) =>
        new()
        {
            Type = type,
            Member = "Endpoint",
            IsOptions = true,
        };

    private static CallRow Ask(string type, string? client, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
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

    private static ClientSourceRow Registers(
        string type,
        ImmutableArray<string> services,
        string method,
        string? model = null,
        bool isDeployment = false
    ) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Model = model,
            Options = "config",
            Services = services,
            IsDeployment = isDeployment,
        };

    private static ClientSourceRow OfOllama(string type, ImmutableArray<string> services, string method) =>
        Registers(type, services, method, model: "modelName");

    private static ClientSourceRow OfAzure(string type, ImmutableArray<string> services, string method) =>
        Registers(type, services, method, isDeployment: true);

    private static ClientSourceRow WithDefault(string type, ImmutableArray<string> services, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Options = "config",
            Services = services,
            AlwaysHasModel = true,
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

    private static ClientSourceRow Around(string type) =>
        new()
        {
            Type = AI + type,
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
