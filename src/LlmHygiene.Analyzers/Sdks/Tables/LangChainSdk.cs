using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// LangChain for .NET. A model object is created for one model; current chains use an IChatClient that is passed to them.
/// </summary>
internal static class LangChainSdk
{
    private const string Providers = "LangChain.Providers.";

    public static readonly SdkTable Table = new()
    {
        Name = "LangChain",
        Assemblies = ImmutableArray.Create("LangChain.Core", "LangChain.Providers.Abstractions"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = "LangChain.Extensions.VectorStoreIndexWrapper",
                Methods = ImmutableArray.Create("QueryAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("question"),
                Client = "llm",
            },
            Generate("IChatModel", LlmOperation.Chat, "GenerateAsync"),
            Generate("IImageToTextModel", LlmOperation.Chat, "GenerateTextFromImageAsync"),
            Generate("ITextToImageModel", LlmOperation.Image, "GenerateImageAsync"),
            Generate("ITextToSpeechModel", LlmOperation.Speech, "GenerateSpeechAsync")
        ),
        Clients = ImmutableArray.Create(
            Model("IChatModel"),
            Model("IImageToTextModel"),
            Model("ITextToImageModel"),
            Model("ITextToSpeechModel")
        ),
    };

    private static CallRow Generate(string type, LlmOperation operation, string method) =>
        new()
        {
            Type = Providers + type,
            Methods = ImmutableArray.Create(method),
            Operation = operation,
            Prompts = ImmutableArray.Create("request"),
            Options = "settings",
        };

    private static ClientRow Model(string type) =>
        new()
        {
            Type = Providers + type,
            AlwaysHasModel = true,
            IsAbstraction = true,
        };
}
