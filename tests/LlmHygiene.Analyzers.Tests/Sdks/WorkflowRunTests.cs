using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Workflows and agent classes of the project: what they run on is the model of the agents and clients inside.</summary>
public class WorkflowRunTests
{
    private static readonly StubSdk s_sdk = new(
        "Microsoft.Agents.AI.Workflows",
        """
        using Microsoft.Agents.AI;
        namespace Microsoft.Agents.AI.Workflows
        {
            public class Workflow { }
            public class Workflow<T> : Workflow { }
            public class Run { }
            public class StreamingRun { }
            public class CheckpointManager { }
            public abstract class Executor { protected Executor(string id) { } }
            public static class AgentWorkflowBuilder { public static Workflow BuildSequential(params AIAgent[] agents) => null; }
            public class ExecutorBinding
            {
                public static implicit operator ExecutorBinding(AIAgent agent) => null;
                public static implicit operator ExecutorBinding(Executor executor) => null;
            }
            public class WorkflowBuilder
            {
                public WorkflowBuilder(ExecutorBinding start) { }
                public WorkflowBuilder AddEdge(ExecutorBinding from, ExecutorBinding to) => this;
                public Workflow Build() => null;
            }
            public class InProcessExecutionEnvironment
            {
                public ValueTask<Run> RunAsync<TInput>(Workflow workflow, TInput input, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
                public ValueTask<StreamingRun> RunStreamingAsync<TInput>(Workflow workflow, TInput input, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
                public ValueTask<StreamingRun> StreamAsync<TInput>(Workflow workflow, TInput input, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
            }
            public static class InProcessExecution
            {
                public static InProcessExecutionEnvironment Lockstep => null;
                public static ValueTask<StreamingRun> OpenStreamingAsync(Workflow workflow, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
                public static ValueTask<StreamingRun> RunStreamingAsync<TInput>(Workflow workflow, TInput input, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
                public static ValueTask<StreamingRun> StreamAsync<TInput>(Workflow workflow, TInput input, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
                public static ValueTask<Run> RunAsync<TInput>(Workflow workflow, TInput input, string sessionId = null,
                    CancellationToken cancellationToken = default) => default;
                public static ValueTask<Run> RunAsync<TInput>(Workflow workflow, TInput input, CheckpointManager checkpointManager,
                    string sessionId = null, CancellationToken cancellationToken = default) => default;
            }
        }
        """
    );

    private static string[] Facts(string body) =>
        StubFacts.Of(
            """
            #nullable disable
            #pragma warning disable OPENAI001
            using Microsoft.Agents.AI; using Microsoft.Agents.AI.Workflows;
            static class Make
            {
                public static IChatClient Named(string m) => new OpenAI.Chat.ChatClient(m, "k").AsIChatClient();
                public static AIAgent Agent(string m) => new ChatClientAgent(Named(m), "You write.");
            }
            class Own(IChatClient client) : Executor("own") { public IChatClient Client => client; }

            """ + $"class C {{ public async Task<object> Ask(string text, AIAgent given, Workflow unseen) {{ {body} }} }}",
            s_sdk
        );

    [Fact]
    public void The_table_names_what_exists() => Assert.Equal([], StubFacts.Missing(AgentFrameworkWorkflowsSdk.Table, s_sdk));

    [Theory]
    [InlineData(
        "return await InProcessExecution.RunAsync(AgentWorkflowBuilder.BuildSequential(Make.Agent(\"m\")), text);",
        "invoke_agent AtClient(m) FlowsIn Unset"
    )]
    [InlineData(
        "var flow = AgentWorkflowBuilder.BuildSequential(Make.Agent(\"m\"), Make.Agent(\"n\")); "
            + "return await InProcessExecution.RunStreamingAsync(flow, \"Write a story.\");",
        "invoke_agent AtClient(m, n) Untagged Unset"
    )]
    [InlineData(
        "var a = Make.Agent(\"m\"); var b = new WorkflowBuilder(a).AddEdge(a, a); "
            + "return await InProcessExecution.StreamAsync(b.Build(), new ChatMessage(ChatRole.User, \"Write a story.\"));",
        "invoke_agent AtClient(m) Untagged Unset"
    )]
    [InlineData(
        "var b = new WorkflowBuilder(Make.Agent(\"m\")); b.AddEdge(given, given); "
            + "return await InProcessExecution.RunAsync(b.Build(), text);",
        "invoke_agent FlowsIn FlowsIn Unset"
    )]
    [InlineData(
        "return await InProcessExecution.Lockstep.RunAsync(new WorkflowBuilder(Make.Agent(\"m\")).Build(), text);",
        "invoke_agent AtClient(m) FlowsIn Unset"
    )]
    [InlineData(
        "return await InProcessExecution.RunAsync(AgentWorkflowBuilder.BuildSequential(given), text, new CheckpointManager());",
        "invoke_agent FlowsIn FlowsIn Unset"
    )]
    public void A_run_of_a_workflow_of_agents(string body, string expected) => Assert.Equal([expected], Facts(body));

    [Theory]
    // Its own code calls the model.
    [InlineData("return await InProcessExecution.RunAsync(new WorkflowBuilder(new Own(Make.Named(\"m\"))).Build(), text);")]
    [InlineData("return await InProcessExecution.RunAsync(unseen, text);")]
    [InlineData("return await InProcessExecution.OpenStreamingAsync(AgentWorkflowBuilder.BuildSequential(given));")]
    public void No_call(string body) => Assert.Empty(Facts(body));
}
