using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>This project's own runtime: the attribute of a generated prompt class states its name, version, model and limit.</summary>
internal static class LlmHygieneSdk
{
    /// <summary>What the names of the assemblies begin with.</summary>
    public const string Package = "LlmHygiene";

    public const string GeneratedPromptAttribute = "LlmHygiene.GeneratedPromptAttribute";
    public const string GeneratedPromptModel = "ModelId";
    public const string PromptModel = "Model";
    public const string PromptInterface = RuntimeTypes.Prompt;
    public const string PromptScope = "LlmHygiene.PromptScope";

    /// <summary>The class of the extension methods that send a prompt.</summary>
    public const string PromptExecution = "LlmHygiene.PromptExecution";

    /// <summary>The parameter of <see cref="SendMethods"/> with the prompt.</summary>
    public const string SentPrompt = "prompt";

    /// <summary>The parameter of <see cref="SendMethods"/> with additional options.</summary>
    public const string SendOptions = "options";

    public const string PromptScopeBegin = "Begin";

    /// <summary>Returns the text of a prompt, for calls that take no messages.</summary>
    public const string PromptTexts = "LlmHygiene.PromptTextExtensions";

    /// <summary>The pipeline step that puts prompt names and versions on the spans of calls.</summary>
    public const string PromptTelemetryStep = "UsePromptTelemetry";

    /// <summary>
    /// The class that declares <see cref="PromptTelemetryStep"/>: in the namespace of the builder, so that it needs no using directive of
    /// its own.
    /// </summary>
    public const string PromptTelemetrySteps = "Microsoft.Extensions.AI.PromptTelemetryChatClientBuilderExtensions";

    /// <summary>The pipeline step that decides which version of a prompt is sent, and changes nothing else.</summary>
    public const string PromptRolloutStep = "UsePromptRollout";

    public const string PromptRolloutSteps = "Microsoft.Extensions.AI.PromptRolloutChatClientBuilderExtensions";

    /// <summary>The methods that send a prompt.</summary>
    public static readonly ImmutableArray<string> SendMethods = ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync");

    public static readonly SdkTable Table = new()
    {
        Name = "LlmHygiene",
        Assemblies = ImmutableArray.Create("LlmHygiene"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = PromptExecution,
                Methods = SendMethods,
                Operation = LlmOperation.Chat,
                Options = SendOptions,
                Client = "client",
                PromptObject = SentPrompt,
            }
        ),
        // This step does not count as telemetry of the pipeline: it opens no span, and measures no call that names no prompt.
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
