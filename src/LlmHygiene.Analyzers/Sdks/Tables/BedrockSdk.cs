using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Amazon Bedrock. The request states the model: an ID, an inference profile or an ARN. The rest of an InvokeModel request is JSON in a
/// stream, in which anything can be set.
/// </summary>
internal static class BedrockSdk
{
    private const string Runtime = "Amazon.BedrockRuntime.";
    private const string Models = "Amazon.BedrockRuntime.Model.";

    public static readonly SdkTable Table = new()
    {
        Name = "AWSSDK.BedrockRuntime",
        DefaultLimit = "the model's own maximum",
        SendsAsWritten = true,
        Assemblies = ImmutableArray.Create("AWSSDK.BedrockRuntime", "AWSSDK.Extensions.Bedrock.MEAI"),
        Calls = ImmutableArray.Create(
            Converses("IAmazonBedrockRuntime"),
            Invokes("IAmazonBedrockRuntime"),
            // On .NET Framework, the class has synchronous methods that its interface lacks.
            Converses("AmazonBedrockRuntimeClient"),
            Invokes("AmazonBedrockRuntimeClient")
        ),
        Options = ImmutableArray.Create(
            Converse("ConverseRequest"),
            Converse("ConverseStreamRequest"),
            new OptionsRow
            {
                Type = Models + "InferenceConfiguration",
                Limit = "MaxTokens",
                Parameters = ParameterMember.Sampling("Temperature", "TopP", "StopSequences"),
            },
            Invoke("InvokeModelRequest"),
            Invoke("InvokeModelWithResponseStreamRequest")
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Runtime + "IAmazonBedrockRuntime", IsAbstraction = true },
            new ClientRow { Type = Runtime + "AmazonBedrockRuntimeClient", IsAbstraction = true }
        ),
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = Runtime + "AmazonBedrockRuntimeClient",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            },
            new ClientSourceRow
            {
                Type = Runtime + "AmazonBedrockRuntimeExtensions",
                Methods = ImmutableArray.Create("AsIChatClient", "AsIEmbeddingGenerator", "AsIImageGenerator"),
                Model = "defaultModelId",
            }
        ),
        Contents = ImmutableArray.Create(Content("ImageBlock", RequestParameter.Image), Content("VideoBlock", RequestParameter.Video)),
        Messages = ImmutableArray.Create(
            Message("Message", "Content"),
            Message("ContentBlock", "Text"),
            Message("SystemContentBlock", "Text")
        ),
    };

    private static CallRow Converses(string type) =>
        new()
        {
            Type = Runtime + type,
            Methods = ImmutableArray.Create("Converse", "ConverseAsync", "ConverseStream", "ConverseStreamAsync"),
            Operation = LlmOperation.Chat,
            Options = "request",
        };

    private static CallRow Invokes(string type) =>
        new()
        {
            Type = Runtime + type,
            Methods = ImmutableArray.Create(
                "InvokeModel",
                "InvokeModelAsync",
                "InvokeModelWithResponseStream",
                "InvokeModelWithResponseStreamAsync"
            ),
            Operation = LlmOperation.Chat,
            Options = "request",
            RawAnswer = "Body",
        };

    private static OptionsRow Converse(string type) =>
        new()
        {
            Type = Models + type,
            Model = "ModelId",
            LimitIn = Models + "InferenceConfiguration",
            Inner = ImmutableArray.Create("InferenceConfig"),
            Tags = "RequestMetadata",
            Prompts = ImmutableArray.Create("System", "Messages"),
            Opaque = ImmutableArray.Create("AdditionalModelRequestFields"),
            Parameters = ImmutableArray.Create(new ParameterMember("ToolConfig", RequestParameter.Tools) { Nested = "Tools" }),
        };

    private static OptionsRow Invoke(string type) =>
        new()
        {
            Type = Models + type,
            Model = "ModelId",
            Opaque = ImmutableArray.Create("Body"),
        };

    private static ContentRow Content(string type, RequestParameter kind) =>
        new()
        {
            Type = Models + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Kind = kind,
        };

    private static MessageRow Message(string type, string text) =>
        new()
        {
            Type = Models + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = ImmutableArray.Create(text),
        };
}
