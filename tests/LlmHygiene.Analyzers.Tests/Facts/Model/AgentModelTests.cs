using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>
/// Model and instructions of an agent are stated where it is created: on its kernel, its client, its options or its definition.
/// </summary>
public class AgentModelTests
{
    private static readonly StubSdk s_kernelAgents = new(
        "Microsoft.SemanticKernel.Agents.Core",
        """
        namespace Microsoft.SemanticKernel.Agents
        {
            public abstract class Agent
            {
                public Kernel Kernel { get; init; }
                public string Instructions { get; init; }
                public string Name { get; init; }
                public KernelArguments Arguments { get; init; }
                public virtual IAsyncEnumerable<object> InvokeAsync(string message, object thread = null, AgentInvokeOptions options = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual IAsyncEnumerable<object> InvokeStreamingAsync(string message, object thread = null,
                    AgentInvokeOptions options = null, CancellationToken cancellationToken = default) => null;
            }
            public class AgentInvokeOptions
            {
                public KernelArguments KernelArguments { get; init; }
                public string AdditionalInstructions { get; init; }
            }
            public class ChatCompletionAgent : Agent
            {
                public ChatCompletionAgent() { }
                public ChatCompletionAgent(PromptTemplateConfig templateConfig, IPromptTemplateFactory templateFactory) { }
            }
            public class AgentGroupChat
            {
                public AgentGroupChat(params Agent[] agents) { }
                public IAsyncEnumerable<object> InvokeAsync(CancellationToken cancellationToken = default) => null;
            }
        }
        """
    );

    private static readonly StubSdk s_persistent = new(
        "Azure.AI.Agents.Persistent",
        """
        namespace Azure.AI.Agents.Persistent
        {
            public class PersistentAgent { }
            public class PersistentAgentsAdministrationClient
            {
                public virtual Task<PersistentAgent> CreateAgentAsync(string model, string name = null, string instructions = null) => null;
                public virtual Task<PersistentAgent> GetAgentAsync(string agentId) => null;
            }
            public class PersistentAgentsClient { public PersistentAgentsAdministrationClient Administration => null; }
        }
        """
    );

    private static readonly StubSdk s_azureAgents = new(
        "Microsoft.SemanticKernel.Agents.AzureAI",
        """
        namespace Microsoft.SemanticKernel.Agents.AzureAI
        {
            using global::Azure.AI.Agents.Persistent;
            public class AzureAIAgent : Agent { public AzureAIAgent(PersistentAgent model, PersistentAgentsClient client) { } }
        }
        """
    );

    private static readonly StubSdk s_adapters = new(
        "Microsoft.Agents.AI.OpenAI",
        """
        using Microsoft.Agents.AI;
        namespace OpenAI.Chat
        {
            public static class OpenAIChatClientExtensions
            {
                public static ChatClientAgent AsAIAgent(this ChatClient client, string instructions = null, string name = null) => null;
                public static ChatClientAgent AsAIAgent(this ChatClient client, ChatClientAgentOptions options) => null;
            }
        }
        namespace OpenAI.Responses
        {
            public static class OpenAIResponseClientExtensions
            {
                public static ChatClientAgent AsAIAgent(this ResponsesClient client, string model = null, string instructions = null,
                    string name = null) => null;
                public static ChatClientAgent AsAIAgent(this ResponsesClient client, ChatClientAgentOptions options, string model = null) =>
                    null;
            }
        }
        namespace OpenAI.Assistants
        {
            public static class OpenAIAssistantClientExtensions
            {
                public static Task<ChatClientAgent> CreateAIAgentAsync(this AssistantClient client, string model, string name = null,
                    string instructions = null) => null;
            }
        }
        """
    );

    private const string Usings = """
        #nullable disable
        #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010
        using Microsoft.Agents.AI;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.Agents;
        using Microsoft.SemanticKernel.Agents.AzureAI;
        using Microsoft.SemanticKernel.Connectors.OpenAI;
        using Azure.AI.Agents.Persistent;
        using OpenAI.Assistants;
        using OpenAI.Chat;
        using OpenAI.Responses;

        """;

    private static string[] Facts(string source) =>
        [
            .. StubSdk
                .Inventory(
                    Usings + source,
                    [.. TestReferences.All, TestReferences.Agents],
                    s_kernelAgents,
                    s_persistent,
                    s_azureAgents,
                    s_adapters
                )
                .Select(message => string.Join(' ', message.Split("; ").Skip(1).Take(4))),
        ];

    [Theory]
    [InlineData(
        "new ChatCompletionAgent { Kernel = kernel, Instructions = \"Answer kindly.\" }.InvokeAsync(text)",
        "model=AtClient(gpt-4o) prompt=Untagged limit=Unset"
    )]
    [InlineData(
        """
            new ChatCompletionAgent {
                Kernel = kernel, Arguments = new(new OpenAIPromptExecutionSettings { ModelId = "gpt-4o-mini" }) }.InvokeStreamingAsync(text)
            """,
        "model=AtClient(gpt-4o-mini) prompt=FlowsIn limit=Unset"
    )]
    [InlineData(
        """
            new ChatCompletionAgent {
                Kernel = kernel }.InvokeAsync(text, null,
                    new() { KernelArguments = new(new OpenAIPromptExecutionSettings { MaxTokens = 9 }) })
            """,
        "model=AtClient(gpt-4o) prompt=FlowsIn limit=Set(9)"
    )]
    [InlineData(
        """
            new AgentGroupChat(new ChatCompletionAgent { Kernel = kernel },
                new ChatCompletionAgent { Kernel = kernel.Clone() }).InvokeAsync()
            """,
        "model=AtClient(gpt-4o) prompt=FlowsIn limit=Unset"
    )]
    [InlineData("new ChatCompletionAgent().InvokeAsync(text)", "model=FlowsIn prompt=FlowsIn limit=Unset")]
    [InlineData(
        """
            new ChatCompletionAgent(new PromptTemplateConfig("Answer kindly."), new KernelPromptTemplateFactory()) {
                Kernel = kernel }.InvokeAsync(text)
            """,
        "model=AtClient(gpt-4o) prompt=Untagged limit=Unset"
    )]
    [InlineData(
        """
            new ChatCompletionAgent(new PromptTemplateConfig(text) { ExecutionSettings = { ["default"] =
                new OpenAIPromptExecutionSettings { ModelId = "gpt-4o-mini", MaxTokens = 9 } } }, new KernelPromptTemplateFactory()) {
                Kernel = kernel }.InvokeAsync(text)
            """,
        "model=AtClient(gpt-4o-mini) prompt=FlowsIn limit=Set(9)"
    )]
    [InlineData(
        """
            new ChatCompletionAgent(PromptTemplateConfig.FromJson(text), new KernelPromptTemplateFactory()) {
                Kernel = kernel }.InvokeAsync(text)
            """,
        "model=AtClient prompt=FlowsIn limit=Unset"
    )]
    [InlineData(
        """
            new ChatCompletionAgent(new PromptTemplateConfig(text) { ExecutionSettings = { ["default"] =
                new OpenAIPromptExecutionSettings { ModelId = "gpt-4o-mini" } } }, new KernelPromptTemplateFactory()) {
                Kernel = kernel, Arguments = new KernelArguments() }.InvokeAsync(text)
            """,
        "model=AtClient prompt=FlowsIn limit=Unset"
    )]
    [InlineData("agent.InvokeAsync(\"Summarise the news.\")", "model=FlowsIn prompt=Untagged limit=Unset")]
    public void Agents_of_Semantic_Kernel(string call, string expected) =>
        Assert.Equal(
            ["operation=invoke_agent " + expected],
            Facts(
                $$"""
                internal class C
                {
                    public object Ask(string text, Agent agent)
                    {
                        var builder = Kernel.CreateBuilder();
                        builder.AddOpenAIChatCompletion("gpt-4o", "key");
                        var kernel = builder.Build();
                        return {{call}};
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("CreateAgentAsync(\"gpt-4o\", \"agent\", \"Answer kindly.\")", "model=AtClient(gpt-4o) prompt=Untagged limit=Unset")]
    [InlineData("GetAgentAsync(\"id\")", "model=FlowsIn prompt=FlowsIn limit=Unset")]
    public void A_definition_states_the_model(string made, string expected) =>
        Assert.Equal(
            ["operation=invoke_agent " + expected],
            Facts(
                $$"""
                internal class C
                {
                    private static async Task<AzureAIAgent> MakeAsync(PersistentAgentsClient client)
                    {
                        PersistentAgent definition = await client.Administration.{{made}};
                        return new AzureAIAgent(definition, client);
                    }

                    public async Task Ask(string text, PersistentAgentsClient client)
                    {
                        var agent = await MakeAsync(client);
                        await foreach (var part in agent.InvokeAsync(text)) { }
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("new ChatClient(\"gpt-4o\", \"key\").AsAIAgent(instructions: \"Answer kindly.\")", "AtClient(gpt-4o) prompt=Untagged")]
    [InlineData(
        "new ChatClient(\"gpt-4o\", \"key\").AsAIAgent(new ChatClientAgentOptions { ChatOptions = new() { ModelId = \"gpt-4o-mini\" } })",
        "AtClient(gpt-4o-mini) prompt=FlowsIn"
    )]
    [InlineData("new ResponsesClient(\"key\").AsAIAgent(model: \"gpt-4o\", name: \"agent\")", "AtClient(gpt-4o) prompt=FlowsIn")]
    [InlineData("new ResponsesClient(\"key\").AsAIAgent(instructions: text)", "Absent prompt=FlowsIn")]
    [InlineData(
        """
            new ChatClient("gpt-4o", "key")
                .AsAIAgent(new ChatClientAgentOptions {
                ChatOptions = new() {
                Instructions = "Answer kindly.", AdditionalProperties = new() { ["prompt.name"] = "kind", ["prompt.version"] = "1" } } })
            """,
        "AtClient(gpt-4o) prompt=Tagged(kind@1)"
    )]
    [InlineData("assistants.CreateAIAgentAsync(\"gpt-4o\", instructions: text).Result", "AtClient(gpt-4o) prompt=FlowsIn")]
    public void Adapters_of_Agent_Framework(string agent, string expected) =>
        Assert.Equal(
            ["operation=invoke_agent model=" + expected + " limit=Unset"],
            Facts(
                $$"""
                internal class C { public object Ask(string text, AssistantClient assistants) => {{agent}}.RunAsync(text); }
                """
            )
        );

    // One factory for several providers, called through a tuple; the model is passed in the client, next to it, or in the options.
    [Fact]
    public void A_factory_of_agents_is_followed_into_each_branch() =>
        Assert.Equal(
            ["operation=invoke_agent model=AtClient prompt=FlowsIn limit=Unset"],
            Facts(
                """
                internal class Factory
                {
                    public static ChatClientAgent Make(int kind, string model, ChatClientAgentOptions options)
                    {
                        switch (kind)
                        {
                            case 0: return new OpenAI.OpenAIClient("key").GetChatClient(model).AsAIAgent(options);
                            case 1: return new OpenAI.OpenAIClient("key").GetResponsesClient().AsAIAgent(options, model: model);
                            default:
                                options.ChatOptions ??= new ChatOptions();
                                options.ChatOptions.ModelId = model;
                                return new OpenAI.OpenAIClient("key").GetResponsesClient().AsAIAgent(options);
                        }
                    }

                    public (ChatClientAgent Agent, int Count) MakeBoth(string model, ChatClientAgentOptions options)
                    {
                        var agent = Make(model.Length, model, options);
                        return (agent, 1);
                    }
                }

                internal class C(Factory factory)
                {
                    public async Task Ask(string text, string model)
                    {
                        var (agent, _) = factory.MakeBoth(model, new ChatClientAgentOptions());
                        await foreach (var update in agent.RunStreamingAsync(text)) { }
                    }
                }
                """
            )
        );
}
