using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Microsoft Agent Framework. Model and instructions are stated where an agent is created, or per run in wrapped chat options.
/// </summary>
internal static class AgentFrameworkSdk
{
    private const string Namespace = "Microsoft.Agents.AI.";

    public const string Agent = Namespace + "AIAgent";
    public const string ChatClientAgent = Namespace + "ChatClientAgent";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Agents.AI",
        Assemblies = ImmutableArray.Create("Microsoft.Agents.AI.Abstractions", "Microsoft.Agents.AI"),
        Calls = ImmutableArray.Create(Run("AIAgent"), Run("ChatClientAgent")),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Namespace + "AgentRunOptions",
                LimitIn = MicrosoftExtensionsAISdk.ChatOptions,
                Tags = "AdditionalProperties",
                Copies = ImmutableArray.Create("Clone"),
            },
            new OptionsRow
            {
                Type = Namespace + "ChatClientAgentRunOptions",
                LimitIn = MicrosoftExtensionsAISdk.ChatOptions,
                Tags = "AdditionalProperties",
                Inner = ImmutableArray.Create("ChatOptions", "chatOptions"),
                Opaque = ImmutableArray.Create("ChatClientFactory"),
                Copies = ImmutableArray.Create("Clone"),
            },
            new OptionsRow
            {
                Type = Namespace + "ChatClientAgentOptions",
                Inner = ImmutableArray.Create("ChatOptions"),
                Copies = ImmutableArray.Create("Clone"),
            }
        ),
        Clients = ImmutableArray.Create(new ClientRow { Type = Namespace + "AIAgent", IsAbstraction = true }),
        ClientSources = ImmutableArray.Create(
            AgentFrom(Namespace + "ChatClientAgent", ClientSourceRow.Constructor),
            AgentFrom("Microsoft.Extensions.AI.ChatClientExtensions", "AsAIAgent"),
            Step("AIAgentExtensions", "innerAgent", "AsBuilder"),
            Step("AIAgentBuilder", "innerAgent", ClientSourceRow.Constructor),
            Step("AIAgentBuilder", ClientSourceRow.Receiver, "Build"),
            Telemetry("OpenTelemetryAgentBuilderExtensions", "builder", "UseOpenTelemetry"),
            Telemetry("OpenTelemetryAgent", "innerAgent", ClientSourceRow.Constructor),
            Step("LoggingAgentBuilderExtensions", "builder", "UseLogging")
        ),
        ToolLoops = ImmutableArray.Create(
            LoopOf(Namespace + "ChatClientAgent", ClientSourceRow.Constructor),
            LoopOf("Microsoft.Extensions.AI.ChatClientExtensions", "AsAIAgent")
        ),
        Pipelines = ImmutableArray.Create(
            new PipelineRow
            {
                Type = Namespace + "AIAgentBuilder",
                Methods = ImmutableArray.Create("Build"),
                Service = Namespace + "AIAgent",
            }
        ),
        ContentSwitches = ImmutableArray.Create(
            new ContentSwitchRow { Type = Namespace + "OpenTelemetryAgent", Name = MicrosoftExtensionsAISdk.EnableSensitiveData }
        ),
    };

    private static CallRow Run(string type) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create("RunAsync", "RunStreamingAsync"),
            Operation = LlmOperation.Agent,
            Prompts = ImmutableArray.Create("message", "messages"),
            Options = "options",
        };

    private static ClientSourceRow AgentFrom(string type, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Inner = "chatClient",
            Options = "options",
            Prompts = ImmutableArray.Create("instructions"),
        };

    // An agent adds the step that calls tools where its client has none.
    private static ToolLoopRow LoopOf(string type, string method) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(method),
            Inner = "chatClient",
            Tools = "tools",
            Default = MicrosoftExtensionsAISdk.DefaultRounds,
        };

    private static ClientSourceRow Telemetry(string type, string inner, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            IsTelemetry = true,
        };

    private static ClientSourceRow Step(string type, string inner, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
        };
}
