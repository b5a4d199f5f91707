using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>This project's own runtime: prompts that the generator wrote are calls that carry their name and version.</summary>
internal static class LlmHygieneSdk
{
    public const string GeneratedPromptAttribute = "LlmHygiene.GeneratedPromptAttribute";
    public const string GeneratedPromptModel = "ModelId";
    public const string PromptModel = "Model";
    public const string PromptLimit = "MaxOutputTokens";
    public const string PromptInterface = RuntimeTypes.Prompt;
    public const string PromptScope = "LlmHygiene.PromptScope";
    public const string PromptScopeBegin = "Begin";

    /// <summary>The pipeline step that puts prompt names and versions on the spans of calls.</summary>
    public const string PromptTelemetryStep = "UsePromptTelemetry";

    /// <summary>Where <see cref="PromptTelemetryStep"/> is: with the builder, so that it needs no using of its own.</summary>
    public const string PromptTelemetrySteps = "Microsoft.Extensions.AI.PromptTelemetryChatClientBuilderExtensions";

    /// <summary>The pipeline step that decides which version of a prompt is sent, and changes nothing else.</summary>
    public const string PromptRolloutStep = "UsePromptRollout";

    public const string PromptRolloutSteps = "Microsoft.Extensions.AI.PromptRolloutChatClientBuilderExtensions";

    public static readonly SdkTable Table = new()
    {
        Name = "LlmHygiene",
        Assemblies = ImmutableArray.Create("LlmHygiene"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = GeneratedPromptAttribute,
                OnTypesWithAttribute = true,
                Methods = ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync"),
                Operation = LlmOperation.Chat,
                Options = "options",
                Client = "client",
            },
            new CallRow
            {
                Type = "LlmHygiene.PromptExecution",
                Methods = ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync"),
                Operation = LlmOperation.Chat,
                Options = "options",
                Client = "client",
                PromptObject = "prompt",
            }
        ),
        // No telemetry of the pipeline: it opens no span, and measures no call that names no prompt.
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = PromptTelemetrySteps,
                Methods = ImmutableArray.Create(PromptTelemetryStep),
                Inner = "builder",
            },
            new ClientSourceRow
            {
                Type = PromptRolloutSteps,
                Methods = ImmutableArray.Create(PromptRolloutStep),
                Inner = "builder",
            }
        ),
    };
}
