using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The connectors of Semantic Kernel other than those for OpenAI, and its packages that read prompts from YAML, Prompty and Markdown.
/// </summary>
internal static class SemanticKernelConnectorsSdk
{
    private const string Namespace = "Microsoft.SemanticKernel.";
    private const string Injection = "Microsoft.Extensions.DependencyInjection.";
    private const string Connectors = Namespace + "Connectors.";

    private static readonly ImmutableArray<string> s_chat = SemanticKernelSdk.ChatServices;
    private static readonly ImmutableArray<string> s_chatClient = SemanticKernelSdk.ChatClientServices;
    private static readonly ImmutableArray<string> s_embeddings = SemanticKernelSdk.EmbeddingServices;

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.SemanticKernel",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create(
            "Microsoft.SemanticKernel.Connectors.Google",
            "Microsoft.SemanticKernel.Connectors.Ollama",
            "Microsoft.SemanticKernel.Connectors.MistralAI",
            "Microsoft.SemanticKernel.Connectors.HuggingFace",
            "Microsoft.SemanticKernel.Connectors.Onnx",
            "Microsoft.SemanticKernel.Connectors.Amazon",
            "Microsoft.SemanticKernel.Connectors.AzureAIInference",
            "Microsoft.SemanticKernel.Yaml",
            "Microsoft.SemanticKernel.Prompty",
            "Microsoft.SemanticKernel.Markdown"
        ),
        Options = ImmutableArray.Create(
            Settings("Google.GeminiPromptExecutionSettings", "MaxTokens"),
            Settings("Ollama.OllamaPromptExecutionSettings", "NumPredict"),
            Settings("MistralAI.MistralAIPromptExecutionSettings", "MaxTokens"),
            Settings("HuggingFace.HuggingFacePromptExecutionSettings", "MaxTokens", "MaxNewTokens"),
            Settings("Onnx.OnnxRuntimeGenAIPromptExecutionSettings", "MaxTokens"),
            Settings("AzureAIInference.AzureAIInferencePromptExecutionSettings", "MaxTokens")
        ),
        Clients = ImmutableArray.Create(
            Service("Google.GoogleAIGeminiChatCompletionService"),
            Service("Google.VertexAIGeminiChatCompletionService"),
            Service("MistralAI.MistralAIChatCompletionService"),
            Service("Onnx.OnnxRuntimeGenAIChatCompletionService")
        ),
        ClientSources = ImmutableArray
            .Create(
                Made("Google.GoogleAIGeminiChatCompletionService", "modelId"),
                Made("Google.VertexAIGeminiChatCompletionService", "modelId"),
                Made("MistralAI.MistralAIChatCompletionService", "modelId"),
                Made("HuggingFace.HuggingFaceChatCompletionService", "model")
            )
            .AddRange(Both("GoogleAI", "modelId", s_chat, "AddGoogleAIGeminiChatCompletion"))
            .AddRange(
                Both(
                    "GoogleAI",
                    "modelId",
                    s_chatClient,
                    "AddGoogleAIChatClient",
                    "AddGoogleGenAIChatClient",
                    "AddGoogleVertexAIChatClient"
                )
            )
            .AddRange(Both("GoogleAI", "modelId", s_embeddings, "AddGoogleAIEmbeddingGeneration", "AddGoogleAIEmbeddingGenerator"))
            .AddRange(Both("VertexAI", "modelId", s_chat, "AddVertexAIGeminiChatCompletion"))
            .AddRange(Both("VertexAI", "modelId", s_embeddings, "AddVertexAIEmbeddingGeneration", "AddVertexAIEmbeddingGenerator"))
            .AddRange(Both("Ollama", "modelId", s_chat, "AddOllamaChatCompletion", "AddOllamaTextGeneration"))
            .AddRange(Both("Ollama", "modelId", s_chatClient, "AddOllamaChatClient"))
            .AddRange(Both("Ollama", "modelId", s_embeddings, "AddOllamaTextEmbeddingGeneration", "AddOllamaEmbeddingGenerator"))
            .AddRange(Both("MistralAI", "modelId", s_chat, "AddMistralChatCompletion"))
            .AddRange(Both("MistralAI", "modelId", s_embeddings, "AddMistralTextEmbeddingGeneration", "AddMistralEmbeddingGenerator"))
            .AddRange(Both("HuggingFace", "model", s_chat, "AddHuggingFaceChatCompletion", "AddHuggingFaceTextGeneration"))
            .AddRange(
                Both("HuggingFace", "model", s_embeddings, "AddHuggingFaceTextEmbeddingGeneration", "AddHuggingFaceEmbeddingGenerator")
            )
            // The folder identifies the model.
            .AddRange(Both("Onnx", "modelPath", s_chat, "AddOnnxRuntimeGenAIChatCompletion"))
            .AddRange(Both("Onnx", "modelPath", s_chatClient, "AddOnnxRuntimeGenAIChatClient"))
            .Add(Registers(Namespace + "OnnxChatClientKernelBuilderExtensions", "modelPath", s_chatClient, "AddOnnxRuntimeGenAIChatClient"))
            .AddRange(Both("Bedrock", "modelId", s_chat, "AddBedrockChatCompletionService", "AddBedrockTextGenerationService"))
            .AddRange(Both("Bedrock", "modelId", s_chatClient, "AddBedrockChatClient"))
            .AddRange(Both("Bedrock", "modelId", s_embeddings, "AddBedrockTextEmbeddingGenerationService", "AddBedrockEmbeddingGenerator"))
            .AddRange(Both("AzureAIInference", "modelId", s_chat, "AddAzureAIInferenceChatCompletion"))
            .AddRange(Both("AzureAIInference", "modelId", s_chatClient, "AddAzureAIInferenceChatClient"))
            .AddRange(Both("AzureAIInference", "modelId", s_embeddings, "AddAzureAIInferenceEmbeddingGenerator")),
        PromptFunctions = ImmutableArray.Create(
            FromFile("KernelFunctionYaml", "FromPromptYaml"),
            FromFile("PromptYamlKernelExtensions", "CreateFunctionFromPromptYaml"),
            FromFile("KernelFunctionPrompty", "FromPrompty"),
            FromFile("PromptyKernelExtensions", "CreateFunctionFromPrompty", "CreateFunctionFromPromptyFile"),
            FromFile("KernelFunctionMarkdown", "FromPromptMarkdown"),
            FromFile("MarkdownKernelExtensions", "CreateFunctionFromMarkdown")
        ),
    };

    private static OptionsRow Settings(string type, string limit, string? older = null) =>
        new()
        {
            Type = Connectors + type,
            Model = "ModelId",
            Limit = limit,
            OlderLimit = older,
            Tags = "ExtensionData",
            Opaque = ImmutableArray.Create("ExtensionData"),
            Copies = ImmutableArray.Create("Clone"),
        };

    private static ClientRow Service(string type) =>
        new()
        {
            Type = Connectors + type,
            AlwaysHasModel = true,
            IsAbstraction = true,
        };

    private static ClientSourceRow Made(string type, string model) =>
        new()
        {
            Type = Connectors + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Model = model,
        };

    // On the builder of a kernel, on a service collection, and on a service collection with the new names for chat clients and embedding
    // generators.
    private static ImmutableArray<ClientSourceRow> Both(
        string connector,
        string model,
        ImmutableArray<string> services,
        params string[] methods
    ) =>
        ImmutableArray.Create(
            Registers(Namespace + connector + "KernelBuilderExtensions", model, services, methods),
            Registers(Namespace + connector + "ServiceCollectionExtensions", model, services, methods),
            Registers(Injection + connector + "ServiceCollectionExtensions", model, services, methods)
        );

    private static ClientSourceRow Registers(string type, string model, ImmutableArray<string> services, params string[] methods) =>
        SemanticKernelSdk.Registers(type, model, services, methods);

    // Front matter can set anything.
    private static PromptFunctionRow FromFile(string type, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Bodies = ImmutableArray.Create("text", "promptyTemplate", "promptyFilePath", "fileInfo"),
        };
}
