using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Semantic Kernel. Services usually come from a kernel, and their model is stated where they are registered. A kernel function may be
/// plain C#, so running one is a call only where it is created from a prompt.
/// </summary>
internal static class SemanticKernelSdk
{
    /// <summary>The root namespace. The SDK fills in the cancellation token of methods that carry one of its attributes.</summary>
    public const string RootNamespace = "Microsoft.SemanticKernel";

    private const string Namespace = RootNamespace + ".";
    private const string Injection = "Microsoft.Extensions.DependencyInjection.";

    internal static readonly ImmutableArray<string> ChatServices = ImmutableArray.Create(
        Namespace + "ChatCompletion.IChatCompletionService",
        Namespace + "TextGeneration.ITextGenerationService"
    );

    internal static readonly ImmutableArray<string> ChatClientServices = ImmutableArray.Create("Microsoft.Extensions.AI.IChatClient");

    private const string EmbeddingService = "Embeddings.ITextEmbeddingGenerationService";
    private const string EmbeddingGenerator = "Microsoft.Extensions.AI.IEmbeddingGenerator";

    /// <summary>True for an interface through which a client makes embeddings, and nothing else.</summary>
    internal static bool IsEmbeddingService(ITypeSymbol? type) =>
        type.IsNamed(Namespace + EmbeddingService) || type.IsNamed(EmbeddingGenerator);

    internal static readonly ImmutableArray<string> EmbeddingServices = ImmutableArray.Create(
        Namespace + EmbeddingService,
        EmbeddingGenerator + "`2"
    );

    private static readonly PromptTemplateRow s_template = new()
    {
        Start = "{{",
        End = "}}",
        Variable = "$",
        OtherLanguages = ImmutableArray.Create("templateFormat", "TemplateFormat", "promptTemplateFactory"),
    };

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.SemanticKernel",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create(
            "Microsoft.SemanticKernel.Abstractions",
            "Microsoft.SemanticKernel.Core",
            "Microsoft.SemanticKernel.Connectors.OpenAI",
            "Microsoft.SemanticKernel.Connectors.AzureOpenAI"
        ),
        Calls = ImmutableArray.Create(
            Call(
                "ChatCompletion.IChatCompletionService",
                LlmOperation.Chat,
                null,
                "chatHistory",
                "GetChatMessageContentsAsync",
                "GetStreamingChatMessageContentsAsync"
            ),
            new CallRow
            {
                Type = Namespace + "ChatCompletion.ChatCompletionServiceExtensions",
                Methods = ImmutableArray.Create(
                    "GetChatMessageContentAsync",
                    "GetChatMessageContentsAsync",
                    "GetStreamingChatMessageContentsAsync"
                ),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("prompt", "chatHistory"),
                Options = "executionSettings",
                Client = "chatCompletionService",
            },
            Call(
                "TextGeneration.ITextGenerationService",
                LlmOperation.Text,
                null,
                "prompt",
                "GetTextContentsAsync",
                "GetStreamingTextContentsAsync"
            ),
            Call("TextGeneration.TextGenerationExtensions", LlmOperation.Text, "textGenerationService", "prompt", "GetTextContentAsync"),
            Call("TextToImage.ITextToImageService", LlmOperation.Image, null, "input", "GetImageContentsAsync"),
            Call("TextToAudio.ITextToAudioService", LlmOperation.Speech, null, "text", "GetAudioContentsAsync"),
            Call("TextToAudio.TextToAudioServiceExtensions", LlmOperation.Speech, "textToAudioService", "text", "GetAudioContentAsync"),
            Call("AudioToText.IAudioToTextService", LlmOperation.Transcription, null, "content", "GetTextContentsAsync"),
            Call(
                "AudioToText.AudioToTextServiceExtensions",
                LlmOperation.Transcription,
                "audioToTextService",
                "content",
                "GetTextContentAsync"
            ),
            new CallRow
            {
                Type = Namespace + "TextToImage.TextToImageServiceExtensions",
                Methods = ImmutableArray.Create("GenerateImageAsync"),
                Operation = LlmOperation.Image,
                Prompts = ImmutableArray.Create("description"),
                Client = "service",
            },
            new CallRow
            {
                Type = Namespace + "Embeddings.IEmbeddingGenerationService`2",
                Methods = ImmutableArray.Create("GenerateEmbeddingsAsync"),
                Operation = LlmOperation.Embeddings,
            },
            new CallRow
            {
                Type = Namespace + "Embeddings.EmbeddingGenerationExtensions",
                Methods = ImmutableArray.Create("GenerateEmbeddingAsync"),
                Operation = LlmOperation.Embeddings,
                Client = "generator",
            },
            new CallRow
            {
                Type = Namespace + "KernelExtensions",
                Methods = ImmutableArray.Create("InvokePromptAsync", "InvokePromptStreamingAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("promptTemplate"),
                Template = s_template,
                Options = "arguments",
                Configuration = "promptTemplateConfig",
                Client = "kernel",
            },
            Function("Kernel", client: null, "function", plugin: "pluginName"),
            Function("KernelFunction", "kernel", ClientSourceRow.Receiver, plugin: null)
        ),
        Options = ImmutableArray.Create(
            Settings("PromptExecutionSettings", limit: null, systemPrompt: null),
            Settings("Connectors.OpenAI.OpenAIPromptExecutionSettings", "MaxTokens", "ChatSystemPrompt"),
            Settings("Connectors.AzureOpenAI.AzureOpenAIPromptExecutionSettings", "MaxTokens", "ChatSystemPrompt"),
            new OptionsRow
            {
                Type = Namespace + "KernelArguments",
                LimitIn = Namespace + "PromptExecutionSettings",
                Inner = ImmutableArray.Create("ExecutionSettings", "executionSettings", "source"),
            },
            new OptionsRow
            {
                Type = Namespace + "PromptTemplateConfig",
                LimitIn = Namespace + "PromptExecutionSettings",
                Prompts = ImmutableArray.Create("template", "Template"),
                Inner = ImmutableArray.Create("ExecutionSettings", "AddExecutionSettings"),
            }
        ),
        Clients = ImmutableArray.Create(
            Abstraction("ChatCompletion.IChatCompletionService"),
            Abstraction("TextGeneration.ITextGenerationService"),
            Abstraction("TextToImage.ITextToImageService"),
            Abstraction("TextToAudio.ITextToAudioService"),
            Abstraction("AudioToText.IAudioToTextService"),
            Abstraction("Embeddings.IEmbeddingGenerationService`2"),
            Abstraction("Embeddings.ITextEmbeddingGenerationService"),
            new ClientRow { Type = Namespace + "Kernel", Services = ChatServices.AddRange(ChatClientServices) },
            Service("OpenAI.OpenAIChatCompletionService"),
            Service("AzureOpenAI.AzureOpenAIChatCompletionService")
        ),
        ClientSources = ImmutableArray
            .Create(
                new ClientSourceRow
                {
                    Type = Connectors + "OpenAI.OpenAIChatCompletionService",
                    Methods = Constructor,
                    Model = "modelId",
                },
                Deployment("AzureOpenAI.AzureOpenAIChatCompletionService"),
                Deployment("AzureOpenAI.AzureOpenAITextEmbeddingGenerationService"),
                Deployment("AzureOpenAI.AzureOpenAITextToImageService"),
                Deployment("AzureOpenAI.AzureOpenAITextToAudioService"),
                Deployment("AzureOpenAI.AzureOpenAIAudioToTextService")
            )
            .AddRange(OfOpenAI(Namespace + "OpenAIKernelBuilderExtensions", "AddOpenAIEmbeddingGenerator"))
            .AddRange(OfOpenAI(Namespace + "OpenAIServiceCollectionExtensions", embeddings: null))
            .Add(Registers(Namespace + "OpenAIChatClientKernelBuilderExtensions", "modelId", ChatClientServices, "AddOpenAIChatClient"))
            .Add(Registers(Injection + "OpenAIServiceCollectionExtensions", "modelId", ChatClientServices, "AddOpenAIChatClient"))
            .Add(Registers(Injection + "OpenAIServiceCollectionExtensions", "modelId", EmbeddingServices, "AddOpenAIEmbeddingGenerator"))
            .AddRange(OfAzureOpenAI(Namespace + "AzureOpenAIKernelBuilderExtensions", "AddAzureOpenAIEmbeddingGenerator"))
            .AddRange(OfAzureOpenAI(Namespace + "AzureOpenAIServiceCollectionExtensions", embeddings: null))
            .Add(
                Registers(
                    Namespace + "AzureOpenAIKernelBuilderExtensions",
                    "deploymentName",
                    ChatClientServices,
                    "AddAzureOpenAIChatClient"
                )
            )
            .Add(
                Registers(
                    Injection + "AzureOpenAIServiceCollectionExtensions",
                    "deploymentName",
                    ChatClientServices,
                    "AddAzureOpenAIChatClient"
                )
            )
            .Add(
                Registers(
                    Injection + "AzureOpenAIServiceCollectionExtensions",
                    "deploymentName",
                    EmbeddingServices,
                    "AddAzureOpenAIEmbeddingGenerator"
                )
            ),
        Http = SemanticKernelHttp.Rows,
        Endpoints = ImmutableArray.Create(
            Endpoint(Connectors + "OpenAI.OpenAIChatCompletionService", "httpClient"),
            Endpoint(Namespace + "OpenAIKernelBuilderExtensions", "httpClient"),
            Endpoint(Namespace + "OpenAIServiceCollectionExtensions", httpClient: null),
            Endpoint(Namespace + "OpenAIChatClientKernelBuilderExtensions", "httpClient"),
            Endpoint(Injection + "OpenAIServiceCollectionExtensions", "httpClient")
        ),
        PromptFunctions = ImmutableArray
            .Create(
                FromPrompt("KernelExtensions", "CreateFunctionFromPrompt"),
                FromPrompt("KernelFunctionFactory", "CreateFromPrompt"),
                new PromptFunctionRow
                {
                    Type = Namespace + "KernelExtensions",
                    Methods = ImmutableArray.Create(
                        "ImportPluginFromPromptDirectory",
                        "CreatePluginFromPromptDirectory",
                        "AddFromPromptDirectory"
                    ),
                    Directory = "pluginDirectory",
                    Plugin = "pluginName",
                },
                new PromptFunctionRow
                {
                    Type = Namespace + "KernelPluginExtensions",
                    Methods = ImmutableArray.Create("GetFunction"),
                    Plugin = "pluginName",
                }
            )
            .AddRange(SemanticKernelTemplates.Factories),
        Contents = ImmutableArray.Create(Content("ImageContent", RequestParameter.Image), Content("AudioContent", RequestParameter.Audio)),
        Messages = ImmutableArray.Create(
            new MessageRow
            {
                Type = Namespace + "ChatCompletion.ChatHistory",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor, "AddSystemMessage", "AddDeveloperMessage", "AddUserMessage"),
                Texts = ImmutableArray.Create("systemMessage", "message", "messages", "content", "contentItems"),
            },
            Message("ChatMessageContent", "content", "items", "Content", "Items"),
            Message("TextContent", "text", "Text")
        ),
        ContentSwitches = ImmutableArray.Create(
            new ContentSwitchRow { Name = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive" },
            new ContentSwitchRow { Name = "SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE", Value = "true" }
        ),
    };

    private static CallRow Call(string type, LlmOperation operation, string? client, string prompt, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Prompts = ImmutableArray.Create(prompt),
            Options = "executionSettings",
            Client = client,
        };

    // Settings of any connector can be in ExtensionData: a limit, a model, a tag.
    private static OptionsRow Settings(string type, string? limit, string? systemPrompt) =>
        new()
        {
            Type = Namespace + type,
            Model = "ModelId",
            Limit = limit,
            Prompts = systemPrompt is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(systemPrompt),
            Tags = "ExtensionData",
            Opaque = ImmutableArray.Create("ExtensionData"),
            Parameters = limit is null ? ImmutableArray<ParameterMember>.Empty : UsualParameters,
            Copies = ImmutableArray.Create("Clone"),
        };

    private static ImmutableArray<ParameterMember> UsualParameters =>
        ImmutableArray.Create(
            new ParameterMember("Temperature", RequestParameter.Temperature),
            new ParameterMember("TopP", RequestParameter.TopP),
            new ParameterMember("PresencePenalty", RequestParameter.PresencePenalty),
            new ParameterMember("FrequencyPenalty", RequestParameter.FrequencyPenalty),
            new ParameterMember("Logprobs", RequestParameter.Logprobs),
            new ParameterMember("TokenSelectionBiases", RequestParameter.LogitBias),
            new ParameterMember("Seed", RequestParameter.Seed),
            new ParameterMember("StopSequences", RequestParameter.Stop),
            ParameterMember.Effort("ReasoningEffort")
        );

    private const string Connectors = Namespace + "Connectors.";

    private static ImmutableArray<string> Constructor => ImmutableArray.Create(ClientSourceRow.Constructor);

    private static CallRow Function(string type, string? client, string function, string? plugin) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create("InvokeAsync", "InvokeStreamingAsync"),
            Operation = LlmOperation.Chat,
            Options = "arguments",
            Client = client,
            Function = function,
            Plugin = plugin,
        };

    private static PromptFunctionRow FromPrompt(string type, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Prompts = ImmutableArray.Create("promptTemplate"),
            Template = s_template,
            Options = "executionSettings",
            Configuration = "promptConfig",
        };

    private static EndpointRow Endpoint(string type, string? httpClient) =>
        new()
        {
            Type = type,
            Parameter = "endpoint",
            HttpClient = httpClient,
        };

    private static ClientRow Service(string type) =>
        new()
        {
            Type = Connectors + type,
            AlwaysHasModel = true,
            IsAbstraction = true,
        };

    private static ClientSourceRow Deployment(string type) =>
        new()
        {
            Type = Connectors + type,
            Methods = Constructor,
            Model = "deploymentName",
            IsDeployment = true,
        };

    private static ImmutableArray<ClientSourceRow> OfOpenAI(string type, string? embeddings) =>
        Registrations(type, "OpenAI", "modelId", embeddings);

    private static ImmutableArray<ClientSourceRow> OfAzureOpenAI(string type, string? embeddings) =>
        Registrations(type, "AzureOpenAI", "deploymentName", embeddings);

    private static ImmutableArray<ClientSourceRow> Registrations(string type, string provider, string model, string? embeddings) =>
        ImmutableArray.Create(
            Registers(type, model, ChatServices, $"Add{provider}ChatCompletion"),
            Registers(
                type,
                model,
                EmbeddingServices,
                embeddings is null ? [$"Add{provider}TextEmbeddingGeneration"] : [$"Add{provider}TextEmbeddingGeneration", embeddings]
            ),
            Registers(type, model, ImmutableArray.Create(Namespace + "TextToImage.ITextToImageService"), $"Add{provider}TextToImage"),
            Registers(type, model, ImmutableArray.Create(Namespace + "TextToAudio.ITextToAudioService"), $"Add{provider}TextToAudio"),
            Registers(type, model, ImmutableArray.Create(Namespace + "AudioToText.IAudioToTextService"), $"Add{provider}AudioToText")
        );

    internal static ClientSourceRow Registers(string type, string model, ImmutableArray<string> services, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Model = model,
            IsDeployment = model == "deploymentName",
            Services = services,
        };

    private static ClientRow Abstraction(string type) => new() { Type = Namespace + type, IsAbstraction = true };

    private static ContentRow Content(string type, RequestParameter kind) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Kind = kind,
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
