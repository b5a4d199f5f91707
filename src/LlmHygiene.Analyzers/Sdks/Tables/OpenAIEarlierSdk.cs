using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The OpenAI SDK from 2.1 to 2.14, where it differs from the current version.</summary>
internal static class OpenAIEarlierSdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "OpenAI",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create("OpenAI"),
        Calls = ImmutableArray.Create(
            // 2.2 to 2.7
            new CallRow
            {
                Type = "OpenAI.Responses.OpenAIResponseClient",
                Methods = ImmutableArray.Create(
                    "CreateResponse",
                    "CreateResponseAsync",
                    "CreateResponseStreaming",
                    "CreateResponseStreamingAsync"
                ),
                Operation = LlmOperation.Response,
                Prompts = ImmutableArray.Create("userInputText", "inputItems"),
                Options = "options",
                Body = "content",
            },
            // to 2.14
            new CallRow
            {
                Type = "OpenAI.Responses.ResponsesClient",
                Methods = ImmutableArray.Create("CreateResponseStreaming"),
                Operation = LlmOperation.Response,
                Prompts = ImmutableArray.Create("userInputText", "inputItems"),
                Options = "options",
                Model = "model",
            },
            Synchronous("OpenAI.Audio.AudioClient", LlmOperation.Transcription, "options", "TranscribeAudioStreaming"),
            Synchronous("OpenAI.Audio.AudioClient", LlmOperation.Speech, "options", "GenerateSpeechStreaming"),
            Synchronous("OpenAI.Assistants.AssistantClient", LlmOperation.Agent, "options", "CreateRunStreaming"),
            Synchronous("OpenAI.Assistants.AssistantClient", LlmOperation.Agent, "runOptions", "CreateThreadAndRunStreaming"),
            Synchronous("OpenAI.Realtime.RealtimeSessionClient", LlmOperation.Realtime, "responseOptions", "StartResponse"),
            Synchronous("OpenAI.Realtime.RealtimeSession", LlmOperation.Realtime, "options", "StartResponse", "StartResponseAsync")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = "OpenAI.Responses.ResponseCreationOptions",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("Instructions"),
            }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow
            {
                Type = "OpenAI.Responses.OpenAIResponseClient",
                AlwaysHasModel = true,
                IsAbstraction = true,
            }
        ),
        ClientSources = ImmutableArray.Create(
            Source("OpenAI.Responses.OpenAIResponseClient", ClientSourceRow.Constructor),
            Source("OpenAI.OpenAIClient", "GetOpenAIResponseClient"),
            // 2.8 only: the current client, with its own model
            Source("OpenAI.Responses.ResponsesClient", ClientSourceRow.Constructor),
            Source("OpenAI.OpenAIClient", "GetResponsesClient")
        ),
    };

    private static CallRow Synchronous(string type, LlmOperation operation, string options, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = options,
        };

    private static ClientSourceRow Source(string type, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Model = "model",
        };
}
