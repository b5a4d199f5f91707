using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Betalgo.Ranul.OpenAI. Clients are properties of a service whose default model is set in its options or by a method, so no row says where
/// clients are created. Batches are left out: their requests are in an uploaded file.
/// </summary>
internal static class BetalgoSdk
{
    private const string Interfaces = "Betalgo.Ranul.OpenAI.Interfaces.";
    private const string Service = "Betalgo.Ranul.OpenAI.Managers.OpenAIService";
    private const string ServiceOptions = "Betalgo.Ranul.OpenAI.OpenAIOptions";
    private const string Requests = "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.";
    private const string Images = "Betalgo.Ranul.OpenAI.Contracts.Requests.Image.";

    public static readonly SdkTable Table = new()
    {
        Name = "Betalgo.Ranul.OpenAI",
        SendsAsWritten = true,
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create("Betalgo.Ranul.OpenAI", "Betalgo.Ranul.OpenAI.Contracts"),
        Calls = ImmutableArray.Create(
            Call(
                Interfaces + "IChatCompletionService",
                LlmOperation.Chat,
                "chatCompletionCreate",
                "modelId",
                "CreateCompletion",
                "CreateCompletionAsStream"
            ),
            // The parameter names of the class differ from those of the interface.
            Call(Service, LlmOperation.Chat, "chatCompletionCreateRequest", "modelId", "CreateCompletion", "CreateCompletionAsStream"),
            Call(Service, LlmOperation.Text, "createCompletionRequest", "modelId", "CreateCompletion", "CreateCompletionAsStream"),
            Call(Service, LlmOperation.Embeddings, "createEmbeddingRequest", model: null, "CreateEmbedding"),
            Extension(Interfaces + "IChatCompletionServiceExtension", LlmOperation.Chat, "chatCompletionCreate", "modelId", "Create"),
            Call(
                Interfaces + "ICompletionService",
                LlmOperation.Text,
                "createCompletionModel",
                "modelId",
                "CreateCompletion",
                "CreateCompletionAsStream"
            ),
            Extension(Interfaces + "ICompletionServiceExtension", LlmOperation.Text, "createCompletionModel", "modelId", "Create"),
            Call(Interfaces + "IEditService", LlmOperation.Text, "editCreate", "modelId", "CreateEdit"),
            Extension(Interfaces + "IEditServiceExtension", LlmOperation.Text, "editCreate", "modelId", "Edit"),
            Call(Interfaces + "IEmbeddingService", LlmOperation.Embeddings, "createEmbeddingModel", model: null, "CreateEmbedding"),
            Call(Interfaces + "IImageService", LlmOperation.Image, "imageCreate", model: null, "CreateImage"),
            Call(
                Interfaces + "IImageService",
                LlmOperation.Image,
                "imageEditCreateRequest",
                model: null,
                "CreateImageEdit",
                "CreateImageVariation"
            ),
            Call(
                Interfaces + "IAudioService",
                LlmOperation.Transcription,
                "audioCreateTranscriptionRequest",
                model: null,
                "CreateTranscription",
                "CreateTranslation"
            ),
            Call(Interfaces + "IAudioService", LlmOperation.Speech, "audioCreateSpeechRequest", model: null, "CreateSpeech"),
            Call(Interfaces + "IModerationService", LlmOperation.Moderation, "createModerationRequest", model: null, "CreateModeration"),
            Extension(Interfaces + "IModerationServiceExtension", LlmOperation.Moderation, options: null, "model", "CreateModeration"),
            Call(Interfaces + "IRunService", LlmOperation.Agent, "request", "modelId", "RunCreate", "RunCreateAsStream"),
            Call(Interfaces + "IRunService", LlmOperation.Agent, "requestBody", model: null, "CreateThreadAndRun"),
            Call(Interfaces + "IRunService", LlmOperation.Agent, "createThreadAndRunRequest", "modelId", "CreateThreadAndRunAsStream")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Requests + "ChatCompletionCreateRequest",
                Model = "Model",
                Limit = "MaxCompletionTokens",
                OlderLimit = "MaxTokens",
                Prompts = ImmutableArray.Create("Messages"),
                Parameters = ImmutableArray.Create(
                    new ParameterMember("MaxTokens", RequestParameter.MaxTokens),
                    new ParameterMember("Temperature", RequestParameter.Temperature),
                    new ParameterMember("TopP", RequestParameter.TopP),
                    new ParameterMember("PresencePenalty", RequestParameter.PresencePenalty),
                    new ParameterMember("FrequencyPenalty", RequestParameter.FrequencyPenalty),
                    new ParameterMember("LogProbs", RequestParameter.Logprobs),
                    new ParameterMember("LogitBias", RequestParameter.LogitBias),
                    new ParameterMember("Seed", RequestParameter.Seed),
                    new ParameterMember("Stop", RequestParameter.Stop),
                    new ParameterMember("Tools", RequestParameter.Tools),
                    ParameterMember.Effort("ReasoningEffort")
                ),
            },
            Request("CompletionCreateRequest", "MaxTokens", tags: null, "Prompt", "PromptAsList"),
            Request("EditCreateRequest", limit: null, tags: null, "Input", "Instruction"),
            Request("EmbeddingCreateRequest", limit: null, tags: null),
            Request("AudioCreateSpeechRequest", limit: null, tags: null),
            Request("AudioCreateTranscriptionRequest", limit: null, tags: null),
            Request("CreateModerationRequest", limit: null, tags: null),
            Request("RunCreateRequest", "MaxCompletionTokens", "Metadata", "Instructions", "AdditionalInstructions"),
            Request("CreateThreadAndRunRequest", "MaxCompletionTokens", "Metadata", "Instructions"),
            new OptionsRow
            {
                Type = Images + "CreateImageRequest",
                Model = "Model",
                Prompts = ImmutableArray.Create("Prompt"),
            },
            new OptionsRow
            {
                Type = Images + "CreateImageEditRequest",
                Model = "Model",
                Prompts = ImmutableArray.Create("Prompt"),
            },
            new OptionsRow { Type = Images + "CreateImageVariationRequest", Model = "Model" }
        ),
        Clients = ImmutableArray.Create(
            Abstraction("IChatCompletionService"),
            Abstraction("ICompletionService"),
            Abstraction("IEditService"),
            Abstraction("IEmbeddingService"),
            Abstraction("IImageService"),
            Abstraction("IAudioService"),
            Abstraction("IModerationService"),
            Abstraction("IRunService")
        ),
        Http = ImmutableArray.Create(
            new HttpRow
            {
                Type = Service,
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                HttpClient = "httpClient",
                OwnTimeout = HttpClients.DefaultTimeout,
            }
        ),
        // The service gives its HTTP client the address of its options.
        Endpoints = ImmutableArray.Create(
            Address("BaseDomain"),
            // Azure has deployments, whose address is made of these.
            Address("ProviderType"),
            Address("ResourceName"),
            new EndpointRow { Type = Service, IsOptions = true },
            new EndpointRow { Type = Interfaces + "IOpenAIService", IsOptions = true }
        ),
        Contents = ImmutableArray.Create(
            new ContentRow
            {
                Type = Requests + "MessageContent",
                Methods = ImmutableArray.Create("ImageUrlContent", "ImageBinaryContent"),
                Kind = RequestParameter.Image,
            }
        ),
        Messages = ImmutableArray.Create(
            new MessageRow
            {
                Type = Requests + "ChatMessage",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor, "FromUser", "FromSystem"),
                Texts = ImmutableArray.Create("content", "contents", "Content", "Contents"),
            },
            new MessageRow
            {
                Type = Requests + "MessageContent",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor, "TextContent"),
                Texts = ImmutableArray.Create("text", "Text"),
            }
        ),
    };

    private static CallRow Call(string type, LlmOperation operation, string? options, string? model, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = options,
            Model = model,
        };

    private static CallRow Extension(string type, LlmOperation operation, string? options, string? model, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = options,
            Model = model,
            Client = "service",
        };

    private static OptionsRow Request(string type, string? limit, string? tags, params string[] prompts) =>
        new()
        {
            Type = Requests + type,
            Model = "Model",
            Limit = limit,
            Tags = tags,
            Prompts = prompts.ToImmutableArray(),
        };

    private static EndpointRow Address(string member) =>
        new()
        {
            Type = ServiceOptions,
            Member = member,
            Key = "OpenAIServiceOptions:" + member,
            IsOptions = true,
        };

    private static ClientRow Abstraction(string type) => new() { Type = Interfaces + type, IsAbstraction = true };
}
