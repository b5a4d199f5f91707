using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>
/// Clients that the project itself keeps in collections, makes in factories, puts its own classes around, or makes agents of.
/// </summary>
public class ProjectClientTests
{
    private const string Usings =
        "#pragma warning disable OPENAI001\nusing OpenAI; using OpenAI.Responses; using OllamaSharp;\n"
        + "static class Make { public static IChatClient Named(string m) => new OpenAI.Chat.ChatClient(m, \"k\").AsIChatClient();\n"
        + "public static IChatClient None() => new ResponsesClient(\"k\").AsIChatClient(); }\n";

    private static Task<string> ModelAsync(string source) => FactTest.FactAsync("model", Usings + source);

    private static string ModelInProgram(string source)
    {
        var compilation = TestCode.Compile(
            [Usings + source + " class Program { static void Main() { } }"],
            TestReferences.All,
            OutputKind.ConsoleApplication
        );
        TestCode.MustCompile(compilation);
        return Assert.Single(FactTest.Inventory(compilation)).Split("; ")[2]["model=".Length..];
    }

    [Theory]
    [InlineData("Dictionary<string, IChatClient> _c = new() { [\"a\"] = Make.Named(\"m\") };", "_c[key]", "AtClient(m)")]
    [InlineData("Dictionary<string, IChatClient> _c = new() { { \"a\", Make.Named(\"m\") } };", "_c[key]", "AtClient(m)")]
    [InlineData(
        "Dictionary<string, IChatClient> _c = new() { { \"a\", Make.Named(\"m\") }, { \"b\", Make.Named(\"n\") } };",
        "_c[key]",
        "AtClient"
    )]
    [InlineData("Dictionary<string, IChatClient> _c = new() { [\"a\"] = Make.None() };", "_c[key]", "Absent")]
    [InlineData("Dictionary<string, IChatClient> _c = new() { [\"a\"] = Make.None(), [\"b\"] = Make.Named(\"m\") };", "_c[key]", "FlowsIn")]
    [InlineData("List<IChatClient> _c = [Make.Named(\"m\")];", "_c[0]", "AtClient(m)")]
    [InlineData("List<IChatClient> _c = [Make.Named(\"m\")];", "_c.First()", "AtClient(m)")]
    [InlineData("IChatClient[] _c = [Make.Named(\"m\"), Make.Named(\"m\")];", "_c[1]", "AtClient(m)")]
    [InlineData("IChatClient[] _c = new[] { Make.Named(\"m\") };", "_c.Where(c => c is not null).OrderBy(c => 1).Last()", "AtClient(m)")]
    [InlineData(
        "Dictionary<string, IChatClient> _c = new(); void Add() => _c.Add(\"a\", Make.Named(\"m\"));",
        "_c.Values.Single()",
        "AtClient(m)"
    )]
    [InlineData(
        "Dictionary<string, IChatClient> _c = new(); void Add() => _c[\"a\"] = Make.Named(\"m\");",
        "_c.GetValueOrDefault(key)!",
        "AtClient(m)"
    )]
    [InlineData(
        "Dictionary<string, Lazy<IChatClient>> _c = new() { [\"a\"] = new(() => Make.Named(\"m\")) };",
        "_c[key].Value",
        "AtClient(m)"
    )]
    [InlineData("Dictionary<string, Func<IChatClient>> _c = new() { [\"a\"] = () => Make.Named(\"m\") };", "_c[key]()", "AtClient(m)")]
    [InlineData(
        "System.Collections.Concurrent.ConcurrentDictionary<string, IChatClient> _c = new();",
        "_c.GetOrAdd(key, _ => Make.Named(\"m\"))",
        "AtClient(m)"
    )]
    [InlineData(
        "Dictionary<string, (IChatClient Client, int Price)> _c = new() { [\"a\"] = (Make.Named(\"m\"), 1) };",
        "_c[key].Client",
        "AtClient(m)"
    )]
    [InlineData(
        "Dictionary<string, (IChatClient Client, int Price)> _c = new(); void Add(IChatClient c) => _c[\"a\"] = (c, 1); "
            + "void Go() => Add(Make.Named(\"m\"));",
        "_c[key].Client",
        "AtClient(m)"
    )]
    [InlineData(
        "Dictionary<string, IChatClient> _c = new() { [\"a\"] = Make.Named(\"m\") }; object Out() => Unknown(_c); object "
            + "Unknown(object o) => o;",
        "_c[key]",
        "FlowsIn"
    )]
    public async Task A_client_in_a_collection(string members, string client, string expected) =>
        Assert.Equal(
            expected,
            FactTest.WithoutChoice(
                await ModelAsync(
                    $"class C {{ private readonly {members} public Task Ask(string key) => ({client}).GetResponseAsync(key); }}"
                )
            )
        );

    [Theory]
    [InlineData("foreach (var c in _c.Values) await c.GetResponseAsync(\"x\");")]
    [InlineData("foreach (var pair in _c) await pair.Value.GetResponseAsync(\"x\");")]
    [InlineData("foreach (var (name, c) in _c) await c.GetResponseAsync(name);")]
    [InlineData("if (_c.TryGetValue(\"a\", out var c)) await c.GetResponseAsync(\"x\");")]
    [InlineData("await Task.WhenAll(_c.Values.Select(c => c.GetResponseAsync(\"x\")));")]
    [InlineData("IChatClient? c; if (_c.TryGetValue(\"a\", out c)) await c.GetResponseAsync(\"x\");")]
    public async Task A_client_that_is_taken_out_of_a_collection_by_a_statement(string statement) =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                $$"""
                class C
                {
                    private readonly Dictionary<string, IChatClient> _c = new() { ["a"] = Make.Named("m") };
                    public async Task Ask() { {{statement}} }
                }
                """
            )
        );

    private const string Tiers = """
        public class Llm
        {
            protected readonly Dictionary<int, (IChatClient Client, decimal Price)> clients = new();
            private IChatClient cheapest = null!;
            protected void Register(int tier, IChatClient client, decimal price) => clients[tier] = (client, price);
            protected void Done() => cheapest = clients[clients.Keys.Min()].Client;
            public IChatClient GetClient(int tier) => clients.TryGetValue(tier,
                out var e) ? e.Client : throw new InvalidOperationException();
            public Task Ask(string user) => cheapest.GetResponseAsync(user);
        }
        public class OpenAiLlm : Llm
        {
            public OpenAiLlm(IEnumerable<string> models)
            {
                foreach (var model in models)
                    Register(1, new OpenAIClient("k").GetChatClient(model).AsIChatClient(), 1m);
                Done();
            }
        }
        """;

    private const string Connectors = """
        public abstract class Connector(string model)
        {
            protected string Model { get; } = model;
            public abstract Task<IChatClient> GetChatClientAsync();
            public static async Task<IChatClient> CreateAsync(string kind, string model)
            {
                Connector c = kind switch { "OpenAI" => new OpenAIConnector(model), _ => new OllamaConnector(model) };
                return await c.GetChatClientAsync().ConfigureAwait(false);
            }
        }
        public class OpenAIConnector(string model) : Connector(model)
        {
            public override async Task<IChatClient> GetChatClientAsync() =>
                await Task.FromResult(new OpenAIClient("k").GetChatClient(Model.Trim()).AsIChatClient());
        }
        public class OllamaConnector(string model) : Connector(model)
        {
            public override async Task<IChatClient> GetChatClientAsync()
            {
                var c = new OllamaApiClient(new OllamaApiClient.Configuration { Uri = new Uri("http://localhost"), Model = Model });
                await Task.Yield();
                return c;
            }
        }
        public class Chat
        {
            public async Task Ask(string kind, string model, ChatOptions? options = null)
            {
                var client = await Connector.CreateAsync(kind, model);
                await client.GetResponseAsync("x", options);
            }
        }
        """;

    private const string Players = """
        public class PlayerBase
        {
            public IChatClient chat = null!;
            public Task Ask(string text) => chat.GetResponseAsync(text);
        }
        public class OllamaPlayer : PlayerBase { public OllamaPlayer(string model = "phi4-mini") {
            chat = new OllamaApiClient(new Uri("http://localhost"), model); } }
        public class OpenAiPlayer : PlayerBase
        {
            public OpenAiPlayer(string model) { IChatClient c = new OpenAIClient("k").GetChatClient(model).AsIChatClient(); chat = c; }
        }
        """;

    private const string Properties = """
        public class Player
        {
            public IChatClient? Client { get; set; }
            public Task Ask(string text) => Client!.GetResponseAsync(text);
        }
        public static class Players { public static Player One() => new() { Client = Make.Named("m") };
            public static Player Two() => new Player { Client = Make.Named("n") }; }
        """;

    [Theory]
    [InlineData(Tiers)]
    [InlineData(Connectors)]
    [InlineData(Players)]
    [InlineData(Properties)]
    public async Task The_project_shows_that_a_model_is_stated_in_a_program_and_in_a_library(string source)
    {
        Assert.Equal("AtClient", await ModelAsync(source));
        Assert.Equal("AtClient", ModelInProgram(source));
    }

    [Fact]
    public async Task One_factory_without_a_model_is_enough_for_unknown() =>
        Assert.Equal(
            "FlowsIn",
            await ModelAsync(Connectors.Replace("GetChatClient(Model.Trim())", "GetResponsesClient()", StringComparison.Ordinal))
        );

    private static string Own(string body, string made) =>
        $$"""
            sealed class Defaults(IChatClient inner, ChatOptions defaults, string? model = null) : DelegatingChatClient(inner)
            {
                ChatOptions Fill(ChatOptions? o) { var e = o?.Clone() ?? new ChatOptions(); {{body}} return e; }
                public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> m, ChatOptions? o = null,
                    CancellationToken t = default) =>
                    base.GetResponseAsync(m, Fill(o), t);
            }
            class Writer
            {
                private readonly IChatClient client = {{made}};
                public Task Ask(string text) => client.GetResponseAsync(text);
            }
            """;

    [Theory]
    [InlineData(
        "e.ModelId ??= defaults.ModelId;",
        "new Defaults(Make.Named(\"m\"), new ChatOptions { MaxOutputTokens = 3 })",
        "AtClient(m)"
    )]
    [InlineData("e.ModelId ??= defaults.ModelId;", "new Defaults(Make.None(), new ChatOptions { ModelId = \"d\" })", "AtClient(d)")]
    [InlineData("e.ModelId ??= defaults.ModelId;", "new Defaults(Make.None(), new ChatOptions())", "Absent")]
    [InlineData("e.ModelId ??= \"d\";", "new Defaults(Make.None(), new ChatOptions())", "AtClient(d)")]
    [InlineData("e.ModelId = \"d\";", "new Defaults(Make.Named(\"m\"), new ChatOptions())", "AtClient(d)")]
    [InlineData("e.ModelId ??= model;", "new Defaults(Make.None(), new ChatOptions(), \"d\")", "AtClient(d)")]
    [InlineData("e.ModelId ??= model;", "new Defaults(Make.Named(\"m\"), new ChatOptions())", "AtClient(m)")]
    [InlineData("if (e.Temperature > 1) e.ModelId = \"d\";", "new Defaults(Make.None(), new ChatOptions())", "FlowsIn")]
    [InlineData("if (e.Temperature > 1) e.ModelId = \"d\";", "new Defaults(Make.Named(\"m\"), new ChatOptions())", "AtClient")]
    [InlineData("e.Temperature = 0;", "new Defaults(Make.None(), new ChatOptions())", "Absent")]
    [InlineData("e.Temperature = 0;", "new Defaults(Make.Named(\"m\"), new ChatOptions())", "AtClient(m)")]
    [InlineData(
        "e.ModelId ??= \"d\";",
        "Make.None().AsBuilder().Use(inner => new Defaults(inner, new ChatOptions())).Build()",
        "AtClient(d)"
    )]
    [InlineData("e.Temperature = 0;", "Make.None().AsBuilder().Use(inner => new Defaults(inner, new ChatOptions())).Build()", "Absent")]
    [InlineData(
        "",
        "Make.None().AsBuilder().Use((m, o, next, t) => { o!.ModelId ??= \"d\"; return next(m, o, t); }).Build()",
        "AtClient(d)"
    )]
    public async Task A_client_class_of_the_project_that_fills_in_the_model(string body, string made, string expected) =>
        Assert.Equal(expected, await ModelAsync(Own(body, made)));

    [Fact]
    public async Task What_is_filled_in_for_one_method_says_nothing_about_another() =>
        Assert.Equal(
            "Absent",
            await ModelAsync(
                Own("e.ModelId ??= \"d\";", "new Defaults(Make.None(), new ChatOptions())")
                    .Replace(
                        "client.GetResponseAsync(text)",
                        "Task.FromResult(client.GetStreamingResponseAsync(text))",
                        StringComparison.Ordinal
                    )
            )
        );

    [Fact]
    public async Task A_client_class_that_makes_its_own_inner_client() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                sealed class Fixed() : DelegatingChatClient(Make.Named("m"));
                class Writer
                {
                    private readonly IChatClient client = new Fixed();
                    public Task Ask(string text) => client.GetResponseAsync(text);
                }
                """
            )
        );

    private static readonly StubSdk s_workflows = new(
        "Microsoft.Agents.AI.Workflows",
        """
        using Microsoft.Agents.AI;
        namespace Microsoft.Agents.AI.Workflows
        {
            public class Workflow { }
            public static class AgentWorkflowBuilder
            {
                public static Workflow BuildSequential(params AIAgent[] agents) => null;
                public static Workflow BuildConcurrent(IEnumerable<AIAgent> agents) => null;
            }
            public class WorkflowBuilder
            {
                public WorkflowBuilder(AIAgent start) { }
                public WorkflowBuilder AddEdge(AIAgent from, AIAgent to) => this;
                public Workflow Build() => null;
            }
            public static class WorkflowHosting { public static AIAgent AsAIAgent(this Workflow workflow, string id = null) => null; }
        }
        """
    );

    [Theory]
    [InlineData("AgentWorkflowBuilder.BuildSequential(writer, editor).AsAIAgent()", "AtClient")]
    [InlineData("AgentWorkflowBuilder.BuildConcurrent([writer, editor]).AsAIAgent()", "AtClient")]
    [InlineData("AgentWorkflowBuilder.BuildConcurrent(new[] { writer, editor }).AsAIAgent(\"both\")", "AtClient")]
    [InlineData("new WorkflowBuilder(writer).AddEdge(writer, editor).Build().AsAIAgent()", "AtClient")]
    [InlineData("AgentWorkflowBuilder.BuildSequential(writer, given).AsAIAgent()", "FlowsIn")]
    public void An_agent_that_is_a_workflow_of_agents(string workflow, string expected) =>
        Assert.Equal(expected, ModelOfWorkflow(workflow, s_workflows));

    [Fact]
    public void Agents_that_are_passed_as_a_params_collection()
    {
        Assert.SkipUnless(Enum.TryParse<LanguageVersion>("CSharp13", out _), "This Roslyn has no params collections.");
        const string Array = "params AIAgent[]";
        var collection = s_workflows with
        {
            Source = s_workflows.Source.Replace(Array, "params IEnumerable<AIAgent>", StringComparison.Ordinal),
        };
        Assert.Equal("AtClient", ModelOfWorkflow("AgentWorkflowBuilder.BuildSequential(writer, editor).AsAIAgent()", collection));
        Assert.Equal("FlowsIn", ModelOfWorkflow("AgentWorkflowBuilder.BuildSequential(writer, given).AsAIAgent()", collection));
    }

    private static string ModelOfWorkflow(string workflow, StubSdk workflows) =>
        Assert
            .Single(
                StubSdk.Inventory(
                    "using Microsoft.Agents.AI.Workflows;\n"
                        + Usings
                        + $$"""
                        class Demo
                        {
                            public async Task Go(Microsoft.Agents.AI.AIAgent given)
                            {
                                var client = Make.Named("m");
                                Microsoft.Agents.AI.AIAgent writer = new Microsoft.Agents.AI.ChatClientAgent(client, "Write.");
                                Microsoft.Agents.AI.AIAgent editor = new Microsoft.Agents.AI.ChatClientAgent(client, "Edit.");
                                var both = {{workflow}};
                                await both.RunAsync("Write a story.");
                            }
                        }
                        """,
                    TestReferences.All.Append(TestReferences.Agents),
                    workflows
                )
            )
            .Split("; ")[2]["model=".Length..];
}
