using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>
/// Agent classes of the project: a run goes to the agents and clients inside, and one whose code is not followed is unknown.
/// </summary>
public class OwnAgentTests
{
    private const string Classes = """
        #nullable disable
        using Microsoft.Agents.AI;
        using System.Text.Json;
        static class Make
        {
            public static IChatClient Named(string m) => new OpenAI.Chat.ChatClient(m, "k").AsIChatClient();
            public static AIAgent Agent(string m) => new ChatClientAgent(Named(m), "You write.");
        }
        class Logging(AIAgent inner) : DelegatingAIAgent(inner) { }
        class Writer() : DelegatingAIAgent(Make.Agent("m")) { }
        class Editor : DelegatingAIAgent { public Editor(string model) : base(Make.Agent("m")) { } }
        abstract class Plain : AIAgent
        {
            protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken token = default) => default;
            protected override ValueTask<JsonElement> SerializeSessionCoreAsync(AgentSession session, JsonSerializerOptions options = null,
                CancellationToken token = default) => default;
            protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(JsonElement state, JsonSerializerOptions options = null,
                CancellationToken token = default) => default;
            protected override IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(IEnumerable<ChatMessage> messages,
                AgentSession session = null, AgentRunOptions options = null, CancellationToken token = default) => null;
        }
        class Echo : Plain
        {
            protected override Task<AgentResponse> RunCoreAsync(IEnumerable<ChatMessage> messages, AgentSession session = null,
                AgentRunOptions options = null, CancellationToken token = default) => Task.FromResult(new AgentResponse());
        }
        class Asking(IChatClient client) : Plain
        {
            protected override async Task<AgentResponse> RunCoreAsync(IEnumerable<ChatMessage> messages, AgentSession session = null,
                AgentRunOptions options = null, CancellationToken token = default) =>
                new AgentResponse(await client.GetResponseAsync(messages, null, token));
        }
        class Keeping : Plain
        {
            private readonly IChatClient _client = Make.Named("m");
            protected override async Task<AgentResponse> RunCoreAsync(IEnumerable<ChatMessage> messages, AgentSession session = null,
                AgentRunOptions options = null, CancellationToken token = default) =>
                new AgentResponse(await _client.GetResponseAsync(messages, null, token));
        }
        class Choosing(AIAgent first, AIAgent second) : DelegatingAIAgent(first) { public AIAgent Second => second; }

        """;

    private static string[] Models(string members) =>
        [
            .. StubSdk
                .Inventory(Classes + members, TestReferences.All.Append(TestReferences.Agents))
                .Select(message => message.Split("; ")[2]["model=".Length..]),
        ];

    [Theory]
    [InlineData("new Logging(Make.Agent(\"m\"))", "AtClient(m)")]
    [InlineData("new Logging(new Logging(Make.Agent(\"m\")))", "AtClient(m)")]
    [InlineData("new Logging(given)", "FlowsIn")]
    [InlineData("new Writer()", "AtClient(m)")]
    [InlineData("new Editor(\"other\")", "AtClient(m)")]
    [InlineData("new Asking(Make.Named(\"m\"))", "AtClient(m)")]
    [InlineData("new Keeping()", "AtClient(m)")]
    [InlineData("new Choosing(Make.Agent(\"m\"), Make.Agent(\"n\"))", "AtClient(m, n)")]
    [InlineData("new Choosing(Make.Agent(\"m\"), given)", "FlowsIn")]
    // Its code may do anything.
    [InlineData("new Echo()", "FlowsIn")]
    [InlineData("new Logging(new Echo())", "FlowsIn")]
    [InlineData("own", "FlowsIn")]
    public void A_run(string agent, string model) =>
        Assert.Equal(
            [model],
            Models(
                "class C { public async Task<object> Ask(string text, AIAgent given, Echo own) "
                    + $"{{ var a = {agent}; return await a.RunAsync(text); }} }}"
            )
        );

    [Fact]
    public void The_calls_inside_an_agent_are_forwarders() => Assert.Empty(Models(""));
}
