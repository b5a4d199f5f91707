using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The OpenAI SDK from 2.1 to 2.14, where it differs from today's.</summary>
internal static class OpenAIEarlierSdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "OpenAI",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create("OpenAI"),
        Calls = ImmutableArray.Create(
            // 2.2 to 2.7
            new CallEntry
            {
                Type = "OpenAI.Responses.OpenAIResponseClient",
                Methods = ImmutableArray.Create("CreateResponse", "CreateResponseAsync", "CreateResponseStreaming", "CreateResponseStreamingAsync"),
                Operation = LlmOperation.Response,
                Prompts = ImmutableArray.Create("userInputText", "inputItems"),
                Options = "options",
                Body = "content",
            },
            // to 2.14
            new CallEntry
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
            Synchronous("OpenAI.Realtime.RealtimeSession", LlmOperation.Realtime, "options", "StartResponse", "StartResponseAsync")),
        Options = ImmutableArray.Create(
            new OptionsEntry
            {
                Type = "OpenAI.Responses.ResponseCreationOptions",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("Instructions"),
            }),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = "OpenAI.Responses.OpenAIResponseClient", AlwaysHasModel = true, IsAbstraction = true }),
        ClientSources = ImmutableArray.Create(
            Source("OpenAI.Responses.OpenAIResponseClient", ClientSourceEntry.Constructor),
            Source("OpenAI.OpenAIClient", "GetOpenAIResponseClient"),
            // 2.8 alone: the client of today, with a model of its own
            Source("OpenAI.Responses.ResponsesClient", ClientSourceEntry.Constructor),
            Source("OpenAI.OpenAIClient", "GetResponsesClient")),
    };

    private static CallEntry Synchronous(string type, LlmOperation operation, string options, params string[] methods) => new()
    {
        Type = type, Methods = methods.ToImmutableArray(), Operation = operation, Options = options,
    };

    private static ClientSourceEntry Source(string type, string method) => new()
    {
        Type = type, Methods = ImmutableArray.Create(method), Model = "model",
    };
}
