using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Microsoft.Extensions.AI. Each kind of client has a builder and the same pipeline steps.</summary>
internal static class MicrosoftExtensionsAISdk
{
    private const string Namespace = ExtensionsAI.Namespace + ".";

    public const string ChatClient = Namespace + ExtensionsAI.ChatClient;
    public const string ChatClientExtensions = Namespace + "ChatClientExtensions";
    public const string ChatClientBuilderName = "ChatClientBuilder";
    public const string ChatClientBuilder = Namespace + ChatClientBuilderName;

    public const string ChatOptions = Namespace + "ChatOptions";
    public const string Model = "ModelId";
    public const string OutputLimit = "MaxOutputTokens";
    public const string Reasoning = "Reasoning";
    public const string Instructions = "Instructions";
    public const string AdditionalProperties = "AdditionalProperties";

    public const string AsBuilder = "AsBuilder";
    public const string Build = "Build";
    public const string ConfigureOptions = "ConfigureOptions";
    public const string UseOpenTelemetry = "UseOpenTelemetry";

    /// <summary>The method that asks for a response, and the one that asks for a value of a type.</summary>
    public const string GetResponse = "GetResponseAsync";

    public const string StructuredResponse = GetResponse + "<T>";

    /// <summary>True where the project references the methods that ask for a value of a type.</summary>
    public static bool HasStructuredOutput(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Namespace + "ChatClientStructuredOutputExtensions") is not null;

    /// <summary>True for the interface of chat clients and for the types that implement it.</summary>
    public static bool IsChatClient(ITypeSymbol? type) =>
        type is not null && (ExtensionsAI.IsChatClientInterface(type) || type.AllInterfaces.Any(ExtensionsAI.IsChatClientInterface));

    /// <summary>The member of the step that calls tools with the limit of its rounds, and what it is where nothing is stated.</summary>
    public const string MaxRounds = "MaximumIterationsPerRequest";

    public const int DefaultRounds = 40;

    /// <summary>The environment variable that this library and this project's own runtime read.</summary>
    public const string CaptureContentVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    /// <summary>The property of telemetry clients that records message content and additional properties on their spans.</summary>
    public const string EnableSensitiveData = "EnableSensitiveData";

    private static readonly Kind s_chat = new("ChatClient", "innerClient")
    {
        Steps = ["FunctionInvoking", "DistributedCaching", "Reducing"],
        HasWrapperTypes = true,
    };

    private static readonly Kind s_embeddings = new("EmbeddingGenerator", "innerGenerator", Arity: "`2") { Steps = ["DistributedCaching"] };

    private static readonly ImmutableArray<Kind> s_kinds = ImmutableArray.Create(
        s_chat,
        s_embeddings,
        new Kind("ImageGenerator", "innerGenerator"),
        new Kind("SpeechToTextClient", "innerClient"),
        new Kind("TextToSpeechClient", "innerClient")
    );

    private static readonly Dictionary<string, string> s_stepMethods = new(StringComparer.Ordinal)
    {
        ["FunctionInvoking"] = "UseFunctionInvocation",
        ["DistributedCaching"] = "UseDistributedCache",
        ["Reducing"] = "UseChatReducer",
    };

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Extensions.AI",
        Assemblies = ImmutableArray.Create("Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.AI"),
        Calls = ImmutableArray.Create(
            Chat("IChatClient", client: null, "messages"),
            Chat("ChatClientExtensions", client: "client", "chatMessage"),
            Chat("ChatClientStructuredOutputExtensions", client: "chatClient", "messages", "chatMessage"),
            Embeddings("IEmbeddingGenerator`2", client: null, "GenerateAsync"),
            Embeddings("EmbeddingGeneratorExtensions", client: "generator", "GenerateAsync", "GenerateVectorAsync", "GenerateAndZipAsync"),
            Image("IImageGenerator", client: null, "request", "GenerateAsync"),
            Image("ImageGeneratorExtensions", client: "generator", "prompt", "GenerateImagesAsync", "EditImagesAsync", "EditImageAsync"),
            Audio("ISpeechToTextClient", client: null, LlmOperation.Transcription, "GetTextAsync", "GetStreamingTextAsync"),
            Audio("SpeechToTextClientExtensions", client: "client", LlmOperation.Transcription, "GetTextAsync", "GetStreamingTextAsync"),
            Audio("ITextToSpeechClient", client: null, LlmOperation.Speech, "GetAudioAsync", "GetStreamingAudioAsync")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = ChatOptions,
                Model = Model,
                Limit = OutputLimit,
                Tags = AdditionalProperties,
                TagsStayLocal = true,
                Prompts = ImmutableArray.Create(Instructions),
                Opaque = ImmutableArray.Create("RawRepresentationFactory"),
                Parameters = ImmutableArray.Create(
                    new ParameterMember("Temperature", RequestParameter.Temperature),
                    new ParameterMember("TopP", RequestParameter.TopP),
                    new ParameterMember("TopK", RequestParameter.TopK),
                    new ParameterMember("PresencePenalty", RequestParameter.PresencePenalty),
                    new ParameterMember("FrequencyPenalty", RequestParameter.FrequencyPenalty),
                    new ParameterMember("Seed", RequestParameter.Seed),
                    new ParameterMember("StopSequences", RequestParameter.Stop),
                    new ParameterMember("Tools", RequestParameter.Tools),
                    ParameterMember.Effort(Reasoning, "Effort"),
                    ParameterMember.Schema("ResponseFormat", "ForJsonSchema")
                ),
                Copies = ImmutableArray.Create("Clone"),
            },
            OptionsOf("EmbeddingGenerationOptions"),
            OptionsOf("ImageGenerationOptions"),
            OptionsOf("SpeechToTextOptions"),
            OptionsOf("TextToSpeechOptions")
        ),
        Clients = s_kinds.Select(static kind => new ClientRow { Type = kind.Interface, IsAbstraction = true }).ToImmutableArray(),
        ClientSources = s_kinds.SelectMany(static kind => Sources(kind)).ToImmutableArray(),
        ToolLoops = ImmutableArray.Create(
            ToolLoop(s_chat.StepsOf("FunctionInvoking"), "UseFunctionInvocation", "configure"),
            ToolLoop(s_chat.Wrapper("FunctionInvoking"), ClientSourceRow.Constructor, configure: null)
        ),
        Messages = ImmutableArray.Create(
            Message("ChatMessage", "content", "contents", "Contents"),
            Message("ImageGenerationRequest", "prompt", "Prompt"),
            Message("TextContent", "text", "Text")
        ),
        Contents = ImmutableArray.Create(Content("DataContent"), Content("UriContent")),
        Pipelines = s_kinds
            .Select(static kind => Pipeline(kind))
            .Concat(s_kinds.Select(static kind => Registration(kind)))
            .ToImmutableArray(),
        ContentSwitches = s_kinds
            .Select(static kind => new ContentSwitchRow { Type = kind.Wrapper("OpenTelemetry"), Name = EnableSensitiveData })
            .Append(new ContentSwitchRow { Name = CaptureContentVariable, Value = "true" })
            .ToImmutableArray(),
    };

    private static CallRow Chat(string type, string? client, params string[] prompts) =>
        new()
        {
            Type = Namespace + type,
            Methods =
                type == "ChatClientStructuredOutputExtensions"
                    ? ImmutableArray.Create("GetResponseAsync")
                    : ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync"),
            Operation = LlmOperation.Chat,
            Prompts = prompts.ToImmutableArray(),
            Options = "options",
            Client = client,
            SchemaSwitch = type == "ChatClientStructuredOutputExtensions" ? "useJsonSchemaResponseFormat" : null,
        };

    private static ContentRow Content(string type) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            MediaType = "mediaType",
        };

    private static CallRow Embeddings(string type, string? client, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Embeddings,
            Options = "options",
            Client = client,
        };

    private static CallRow Image(string type, string? client, string prompt, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Image,
            Prompts = ImmutableArray.Create(prompt),
            Options = "options",
            Client = client,
        };

    private static CallRow Audio(string type, string? client, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = "options",
            Client = client,
        };

    private static OptionsRow OptionsOf(string type) =>
        new()
        {
            Type = Namespace + type,
            Model = Model,
            Tags = AdditionalProperties,
            Opaque = ImmutableArray.Create("RawRepresentationFactory"),
            Copies = ImmutableArray.Create("Clone"),
        };

    // How a client of one kind wraps another, and how it leaves a pipeline.
    private static IEnumerable<ClientSourceRow> Sources(Kind kind)
    {
        yield return Source(Namespace + kind.Name + "Builder" + kind.Name + "Extensions", kind.Inner, AsBuilder);
        yield return Source(kind.Builder, kind.Inner, ClientSourceRow.Constructor);
        yield return Source(kind.Builder, ClientSourceRow.Receiver, Build);
        yield return Configure(kind.StepsOf("ConfigureOptions"), "builder", ConfigureOptions);
        yield return Configure(kind.Wrapper("ConfigureOptions"), kind.Inner, ClientSourceRow.Constructor);
        yield return Telemetry(kind.StepsOf("OpenTelemetry"), "builder", UseOpenTelemetry);
        yield return Logging(kind.StepsOf("Logging"), "builder", "UseLogging");
        foreach (var step in kind.Steps)
            yield return Source(kind.StepsOf(step), "builder", s_stepMethods[step]);
        if (!kind.HasWrapperTypes)
            yield break;
        yield return Telemetry(kind.Wrapper("OpenTelemetry"), kind.Inner, ClientSourceRow.Constructor);
        yield return Logging(kind.Wrapper("Logging"), kind.Inner, ClientSourceRow.Constructor);
        foreach (var step in kind.Steps)
            yield return Source(kind.Wrapper(step), kind.Inner, ClientSourceRow.Constructor);
    }

    private static ClientSourceRow Source(string type, string inner, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
        };

    private static ClientSourceRow Configure(string type, string inner, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            ConfigureOptions = "configure",
        };

    private static ClientSourceRow Telemetry(string type, string inner, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            IsTelemetry = true,
        };

    private static ClientSourceRow Logging(string type, string inner, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            LogsOptions = true,
        };

    private static PipelineRow Pipeline(Kind kind) =>
        new()
        {
            Type = kind.Builder,
            Methods = ImmutableArray.Create(Build),
            Service = kind.Interface,
        };

    private static PipelineRow Registration(Kind kind) =>
        new()
        {
            Type = "Microsoft.Extensions.DependencyInjection." + kind.Name + "BuilderServiceCollectionExtensions",
            Methods =
                kind == s_chat || kind == s_embeddings
                    ? ImmutableArray.Create("Add" + kind.Name, "AddKeyed" + kind.Name)
                    : ImmutableArray.Create("Add" + kind.Name),
            Service = kind.Interface,
            Inner = ImmutableArray.Create(kind.Inner, kind.Inner + "Factory"),
        };

    private static ToolLoopRow ToolLoop(string type, string method, string? configure) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Configure = configure,
            Member = MaxRounds,
            Default = DefaultRounds,
            DefaultSince = 10,
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };

    /// <summary>One kind of client.</summary>
    /// <param name="Name">The interface's name without its <c>I</c>; the other types of the kind are named after it.</param>
    /// <param name="Inner">The parameter with the wrapped client.</param>
    /// <param name="Arity">The suffix of the metadata names of generic types.</param>
    private sealed record Kind(string Name, string Inner, string Arity = "")
    {
        /// <summary>Pipeline steps that only some kinds have.</summary>
        public string[] Steps { get; init; } = [];

        /// <summary>True when the table has rows for the client types of the steps too, not only for the methods that add them.</summary>
        public bool HasWrapperTypes { get; init; }

        public string Interface => Namespace + "I" + Name + Arity;

        public string Builder => Namespace + Name + "Builder" + Arity;

        /// <summary>The client type of a step, such as <c>LoggingChatClient</c>.</summary>
        public string Wrapper(string step) => Namespace + step + Name + Arity;

        /// <summary>The class with the method that adds a step to a pipeline.</summary>
        public string StepsOf(string step) => Namespace + step + Name + "BuilderExtensions";
    }
}
