using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>This project's own runtime: prompts that the generator wrote are calls that carry their name and version.</summary>
internal static class LlmHygieneSdk
{
    public const string GeneratedPromptAttribute = "LlmHygiene.GeneratedPromptAttribute";
    public const string GeneratedPromptModel = "ModelId";
    public const string GeneratedPromptLimit = "MaxOutputTokens";
    public const string PromptInterface = "LlmHygiene.IPrompt";
    public const string PromptScope = "LlmHygiene.PromptScope";
    public const string PromptScopeBegin = "Begin";

    /// <summary>The pipeline step that puts prompt names and versions on the spans of calls.</summary>
    public const string PromptTelemetryStep = "UsePromptTelemetry";

    /// <summary>The pipeline step that decides which version of a prompt is sent, and changes nothing else.</summary>
    public const string PromptRolloutStep = "UsePromptRollout";

    public const string PromptRolloutSteps = "Microsoft.Extensions.AI.PromptRolloutChatClientBuilderExtensions";

    public static readonly SdkTable Table = new()
    {
        Name = "LlmHygiene",
        Assemblies = ImmutableArray.Create("LlmHygiene"),
        Calls = ImmutableArray.Create(
            new CallEntry
            {
                Type = GeneratedPromptAttribute,
                OnTypesWithAttribute = true,
                Methods = ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync"),
                Operation = LlmOperation.Chat,
                Client = "client",
            }),
        ClientSources = ImmutableArray.Create(
            new ClientSourceEntry
            {
                Type = PromptRolloutSteps,
                Methods = ImmutableArray.Create(PromptRolloutStep),
                Inner = "builder",
            }),
    };
}
