using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Where text comes from that the application did not write.</summary>
internal static class TextSourceRows
{
    private const string Http = "Microsoft.AspNetCore.Http.";
    private const string Mvc = "Microsoft.AspNetCore.Mvc.";
    private const string ExtensionsAI = "Microsoft.Extensions.AI.";
    private const string ModelContextProtocol = "ModelContextProtocol.";

    /// <summary>The base class of what belongs to a Razor Page.</summary>
    public const string PageModel = Mvc + "RazorPages.PageModel";

    public static readonly ImmutableArray<TextSourceRow> Rows = ImmutableArray.Create(
        // Requests
        Row(
            TextSourceKind.Request,
            Http + "HttpRequest",
            "Body",
            "BodyReader",
            "Cookies",
            "Form",
            "Headers",
            "Path",
            "Query",
            "QueryString",
            "ReadFormAsync",
            "RouteValues"
        ),
        Row(TextSourceKind.Request, Http + "HttpRequestJsonExtensions", "ReadFromJsonAsync"),
        Row(TextSourceKind.Request, Http + "IFormFile", "FileName", "OpenReadStream", "CopyToAsync"),
        Row(
            TextSourceKind.Request,
            "Microsoft.Azure.Functions.Worker.Http.HttpRequestData",
            "Body",
            "Headers",
            "Query",
            "ReadAsString",
            "ReadAsStringAsync",
            "ReadFromJsonAsync"
        ),
        Row(
            TextSourceKind.Request,
            "Microsoft.Azure.Functions.Worker.Http.HttpRequestDataExtensions",
            "ReadAsString",
            "ReadAsStringAsync",
            "ReadFromJsonAsync"
        ),
        Row(TextSourceKind.Request, "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest", "Body", "QueryStringParameters", "Headers"),
        Row(TextSourceKind.Request, "Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest", "Body", "QueryStringParameters"),
        // The console
        Row(TextSourceKind.Console, "System.Console", "In", "ReadLine"),
        Row(TextSourceKind.CommandLine, "System.Environment", "GetCommandLineArgs", "CommandLine"),
        // Files and databases, where an option says so
        Row(
            TextSourceKind.File,
            "System.IO.File",
            "OpenText",
            "ReadAllLines",
            "ReadAllLinesAsync",
            "ReadAllText",
            "ReadAllTextAsync",
            "ReadLines"
        ),
        Row(TextSourceKind.Database, "System.Data.IDataRecord", "GetString", "GetValue"),
        Row(TextSourceKind.Database, "System.Data.Common.DbDataReader", "GetFieldValue", "GetFieldValueAsync"),
        Row(TextSourceKind.Database, "System.Data.IDbCommand", "ExecuteScalar"),
        Row(TextSourceKind.Database, "System.Data.Common.DbCommand", "ExecuteScalarAsync"),
        Row(
            TextSourceKind.Database,
            "Dapper.SqlMapper",
            "ExecuteScalar",
            "ExecuteScalarAsync",
            "Query",
            "QueryAsync",
            "QueryFirst",
            "QueryFirstAsync",
            "QueryFirstOrDefault",
            "QueryFirstOrDefaultAsync",
            "QuerySingle",
            "QuerySingleAsync",
            "QuerySingleOrDefault",
            "QuerySingleOrDefaultAsync"
        ),
        // What a model writes. The results of calls are known from the tables of the SDKs.
        Row(TextSourceKind.ModelOutput, ExtensionsAI + "ChatResponse", "Text", "Result"),
        Row(TextSourceKind.ModelOutput, ExtensionsAI + "ChatResponseUpdate", "Text"),
        Row(TextSourceKind.ModelOutput, ExtensionsAI + "FunctionCallContent", "Arguments"),
        Row(TextSourceKind.ModelOutput, ExtensionsAI + "AIFunctionArguments", "this[]", "TryGetValue"),
        Row(TextSourceKind.ModelOutput, "Microsoft.Agents.AI.AgentResponse", "Text"),
        Row(TextSourceKind.ModelOutput, "Microsoft.Agents.AI.AgentResponseUpdate", "Text"),
        Row(TextSourceKind.ModelOutput, "OpenAI.Chat.ChatToolCall", "FunctionArguments"),
        Row(TextSourceKind.ModelOutput, "OpenAI.Responses.FunctionCallResponseItem", "FunctionArguments"),
        Row(TextSourceKind.ModelOutput, "Microsoft.SemanticKernel.FunctionCallContent", "Arguments"),
        // What tools return
        Row(TextSourceKind.ToolResult, ExtensionsAI + "FunctionResultContent", "Result"),
        Row(TextSourceKind.ToolResult, "Microsoft.SemanticKernel.FunctionResultContent", "Result"),
        Row(
            TextSourceKind.ToolResult,
            ModelContextProtocol + "Client.McpClient",
            "CallToolAsync",
            "GetPromptAsync",
            "ReadResourceAsync",
            "ServerInstructions"
        ),
        Row(TextSourceKind.ToolResult, ModelContextProtocol + "Client.McpClientTool", "CallAsync", "Description"),
        Row(TextSourceKind.ToolResult, ModelContextProtocol + "Client.McpClientPrompt", "GetAsync", "Description")
    );

    public static readonly ImmutableArray<EntryPointRow> EntryPoints = ImmutableArray.Create(
        new EntryPointRow
        {
            Kind = TextSourceKind.Request,
            BaseType = Mvc + "ControllerBase",
            Except = Mvc + "NonActionAttribute",
        },
        new EntryPointRow
        {
            Kind = TextSourceKind.Request,
            TypeAttribute = Mvc + "ApiControllerAttribute",
            Except = Mvc + "NonActionAttribute",
        },
        new EntryPointRow
        {
            Kind = TextSourceKind.Request,
            BaseType = PageModel,
            NamePrefix = "On",
            Except = Mvc + "RazorPages.NonHandlerAttribute",
        },
        new EntryPointRow { Kind = TextSourceKind.Request, BaseType = "Microsoft.AspNetCore.SignalR.Hub" },
        new EntryPointRow { Kind = TextSourceKind.Request, ParameterType = "Grpc.Core.ServerCallContext" },
        new EntryPointRow
        {
            Kind = TextSourceKind.Request,
            MethodAttribute = "Microsoft.Azure.Functions.Worker.FunctionAttribute",
            ParameterAttributes = Triggers,
        },
        new EntryPointRow
        {
            Kind = TextSourceKind.Request,
            MethodAttribute = "Microsoft.Azure.WebJobs.FunctionNameAttribute",
            ParameterAttributes = Triggers,
        },
        // Tools: the model writes the arguments.
        new EntryPointRow { Kind = TextSourceKind.ModelOutput, MethodAttribute = "Microsoft.SemanticKernel.KernelFunctionAttribute" },
        new EntryPointRow { Kind = TextSourceKind.ModelOutput, MethodAttribute = ModelContextProtocol + "Server.McpServerToolAttribute" }
    );

    /// <summary>Methods that take a delegate whose arguments a model writes.</summary>
    public static readonly ImmutableArray<TextStepRow> ToolFactories = ImmutableArray.Create(
        new TextStepRow { Type = ExtensionsAI + "AIFunctionFactory", Methods = ImmutableArray.Create("Create") },
        new TextStepRow { Type = "Microsoft.SemanticKernel.KernelFunctionFactory", Methods = ImmutableArray.Create("CreateFromMethod") },
        new TextStepRow { Type = "Microsoft.SemanticKernel.KernelExtensions", Methods = ImmutableArray.Create("CreateFunctionFromMethod") },
        new TextStepRow { Type = ModelContextProtocol + "Server.McpServerTool", Methods = ImmutableArray.Create("Create") }
    );

    /// <summary>Methods that take a delegate whose arguments a request decides.</summary>
    public static readonly ImmutableArray<TextStepRow> RequestHandlers = ImmutableArray.Create(
        new TextStepRow
        {
            Type = "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions",
            Methods = ImmutableArray.Create("Map", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback"),
        }
    );

    /// <summary>What a client sends to a service of gRPC, one after the other.</summary>
    public const string Streams = "Grpc.Core.IAsyncStreamReader";

    /// <summary>What the generated messages of gRPC have in common.</summary>
    public const string WireMessage = "Google.Protobuf.IMessage";

    /// <summary>The lists of such messages, which cannot be set.</summary>
    public static readonly ImmutableArray<string> WireLists = ImmutableArray.Create(
        "Google.Protobuf.Collections.RepeatedField",
        "Google.Protobuf.Collections.MapField"
    );

    /// <summary>The attribute of the constructor that a serializer calls.</summary>
    public const string SerializerConstructor = "JsonConstructorAttribute";

    /// <summary>Words, at least one of which is in every file with a tool or with the arguments of one.</summary>
    public static readonly ImmutableArray<string> OutputWords = ImmutableArray.Create(
        "AIFunctionFactory",
        "AIFunctionArguments",
        "FunctionCallContent",
        "FunctionArguments",
        "CreateFunctionFromMethod",
        "KernelFunction",
        "KernelFunctionAttribute",
        "KernelFunctionFactory",
        "McpServerTool",
        "McpServerToolAttribute"
    );

    /// <summary>Attributes of parameters that the application provides, not the request.</summary>
    public static readonly ImmutableHashSet<string> Services = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "FromServicesAttribute",
        "FromKeyedServicesAttribute",
        "FromKernelServicesAttribute"
    );

    /// <summary>Attributes of parameters and properties that a request provides.</summary>
    public static readonly ImmutableHashSet<string> Bound = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "BindPropertyAttribute",
        "FromBodyAttribute",
        "FromFormAttribute",
        "FromHeaderAttribute",
        "FromQueryAttribute",
        "FromRouteAttribute",
        "SupplyParameterFromFormAttribute",
        "SupplyParameterFromQueryAttribute"
    );

    /// <summary>The member of a response with an object that a model has written.</summary>
    public const string Structured = "Result";

    /// <summary>Members of responses that the model does not write.</summary>
    private static readonly ImmutableHashSet<string> s_notWrittenByModel = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "AuthorName",
        "AgentId",
        "CallId",
        "ConversationId",
        "FinishReason",
        "Id",
        "MediaType",
        "MessageId",
        "Metrics",
        "Model",
        "ModelId",
        "RawRepresentation",
        "ResponseId",
        "ResponseMetadata",
        "Role",
        "StopReason",
        "SystemFingerprint",
        "Usage"
    );

    /// <summary>True for a member of a response, or a name in its JSON, that the model does not write.</summary>
    public static bool IsWrittenByService(string name) =>
        s_notWrittenByModel.Contains(name) || s_inJson.Contains(name.Replace("_", "").Replace("-", ""));

    /// <summary>The same for a member of a class of the project, which an attribute can give another name in JSON.</summary>
    public static bool IsWrittenByService(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
            if (s_naming.Contains(attribute.AttributeClass?.Name ?? "") && NameIn(attribute) is { } name)
                return IsWrittenByService(name);
        return IsWrittenByService(member.Name);
    }

    private static string? NameIn(AttributeData attribute) =>
        attribute
            .ConstructorArguments.Concat(
                attribute.NamedArguments.Where(static one => one.Key.EndsWith("Name")).Select(static one => one.Value)
            )
            .Select(static one => one.Kind == TypedConstantKind.Primitive ? one.Value as string : null)
            .FirstOrDefault(static name => name is not null);

    private static readonly ImmutableHashSet<string> s_naming = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "DataMemberAttribute",
        "JsonPropertyAttribute",
        "JsonPropertyNameAttribute"
    );

    // Names in JSON that no SDK has as a member of a response.
    private static readonly ImmutableArray<string> s_onlyInJson = ImmutableArray.Create(
        "AmazonBedrockGuardrailAction",
        "AmazonBedrockInvocationMetrics",
        "AmazonBedrockTrace",
        "BlockReason",
        "CompletionReason",
        "CompletionTokens",
        "ContentFilterResults",
        "Created",
        "CreatedAt",
        "DoneReason",
        "Error",
        "ErrorMessage",
        "Errors",
        "EvalCount",
        "EventId",
        "EventType",
        "FileId",
        "GenerationId",
        "Headers",
        "IncompleteDetails",
        "Index",
        "LastEventId",
        "InputTokens",
        "Logprobs",
        "ModelVersion",
        "Object",
        "OutputTokens",
        "PreviousResponseId",
        "PromptEvalCount",
        "PromptFeedback",
        "PromptFilterResults",
        "PromptTokens",
        "Provider",
        "SafetyRatings",
        "ServiceTier",
        "Status",
        "StopSequence",
        "ToolCallId",
        "ToolUseId",
        "TotalDuration",
        "TotalTokens",
        "Type",
        "UsageMetadata"
    );

    private static readonly HashSet<string> s_inJson = new(s_notWrittenByModel.Concat(s_onlyInJson), StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> Triggers =>
        ImmutableArray.Create(
            "HttpTriggerAttribute",
            "QueueTriggerAttribute",
            "ServiceBusTriggerAttribute",
            "EventHubTriggerAttribute",
            "EventGridTriggerAttribute",
            "KafkaTriggerAttribute",
            "RabbitMQTriggerAttribute",
            "SignalRTriggerAttribute"
        );

    private static TextSourceRow Row(TextSourceKind kind, string type, params string[] members) =>
        new()
        {
            Kind = kind,
            Type = type,
            Members = members.ToImmutableArray(),
        };
}
