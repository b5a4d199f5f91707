using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The runtime of Prompty: a .prompty file of the project states model, limit, name and version of a call.</summary>
public class PromptyRuntimeTests
{
    internal static readonly StubSdk Stub = new(
        "Prompty.Core",
        """
        namespace Prompty.Core
        {
            public class Model { public string Id { get; set; } }
            public class Prompty
            {
                public Model Model { get; set; }
                public string Name { get; set; }
                public object Content { get; set; }
                public static Prompty Load(string path, string configuration = "default") => null;
                public static Task<Prompty> LoadAsync(string path, string configuration = "default") => null;
                public static Prompty Load(string text, Dictionary<string, object> globalConfig, string path = null) => null;
                public object Prepare(object inputs = null) => null;
                public Task<object> PrepareAsync(object inputs = null) => null;
                public object Run(object content, object configuration = null, object parameters = null, bool raw = false) => null;
                public Task<object> RunAsync(object content, object configuration = null, object parameters = null, bool raw = false) =>
                    null;
                public object Execute(object configuration = null, object parameters = null, object inputs = null, bool raw = false) =>
                    null;
                public Task<object> ExecuteAsync(object configuration = null, object parameters = null, object inputs = null,
                    bool raw = false) => null;
                public static object Execute(string prompty, object configuration = null, object parameters = null,
                    object inputs = null, string config = "default", bool raw = false) => null;
                public static Task<object> ExecuteAsync(string prompty, object configuration = null, object parameters = null,
                    object inputs = null, string config = "default", bool raw = false) => null;
            }
            public class Agent { public Model Model { get; set; } public string Instructions { get; set; } }
            public class Message { }
            public static class PromptyLoader
            {
                public static Agent Load(string path, object options = null) => null;
                public static Task<Agent> LoadAsync(string path, CancellationToken cancellationToken = default) => null;
            }
            public static class Pipeline
            {
                public static Task<List<Message>> PrepareAsync(Agent agent, Dictionary<string, object> inputs = null) => null;
                public static Task<object> ExecuteAsync(Agent agent, List<Message> messages) => null;
                public static Task<object> RunAsync(Agent agent, List<Message> messages, bool raw = false) => null;
                public static Task<object> InvokeAsync(string path, Dictionary<string, object> inputs = null, bool raw = false) => null;
                public static Task<object> InvokeAsync(Agent agent, Dictionary<string, object> inputs = null, bool raw = false) => null;
                public static Task<T> InvokeAsync<T>(string path, Dictionary<string, object> inputs = null) => null;
                public static Task<object> TurnAsync(Agent agent, Dictionary<string, object> inputs = null, int maxIterations = 10,
                    CancellationToken cancellationToken = default) => null;
            }
        }
        """
    );

    private const string News = """
        ---
        name: News
        version: 1.2.0
        model:
          id: gpt-5.4-mini
          options:
            maxOutputTokens: 400
        ---
        system:
        Summarise the news.
        """;

    private const string Open = """
        ---
        name: Open
        version: 1.0.0
        ---
        system:
        Summarise the news.
        """;

    private static readonly ImmutableArray<AdditionalText> s_files =
    [
        new PromptText(PromptProject.Folder + "Prompts/news.prompty", News),
        new PromptText(PromptProject.Folder + "Prompts/open.prompty", Open),
        new PromptText(PromptProject.Folder + "Prompts/broken.prompty", "---\nname: [\n---\n"),
        new PromptText(PromptProject.Folder + "Prompts/a/twice.prompty", News),
        new PromptText(PromptProject.Folder + "Prompts/b/twice.prompty", Open),
    ];

    private static string[] Facts(string body) =>
        StubFacts.Of(
            "#nullable disable\nusing Prompty.Core;\n"
                + "class C { const string _name = \"Prompts/NEWS.prompty\"; readonly Agent _agent = PromptyLoader.Load(_name); "
                + "static Agent Kept() => PromptyLoader.Load(\"news.prompty\"); "
                + "static Agent Changed(Agent a) { a.Model = new Model { Id = \"n\" }; return a; } "
                + $"public async Task<object> Ask(string text, Agent given) {{ await Task.Yield(); {body} }} }}",
            new AnalyzerOptions(s_files),
            Stub
        );

    [Fact]
    public void The_table_names_what_exists() => Assert.Equal([], StubFacts.Missing(PromptySdk.Table, Stub));

    private const string OfNews = "chat Constant(gpt-5.4-mini) Tagged(News@1.2.0) Set(400)";

    [Theory]
    [InlineData("return Prompty.Core.Prompty.Load(\"Prompts/news.prompty\").Execute(inputs: text);")]
    [InlineData("var p = await Prompty.Core.Prompty.LoadAsync(\"news.prompty\"); return await p.ExecuteAsync();")]
    [InlineData("return Prompty.Core.Prompty.Execute(\"Prompts/news.prompty\", inputs: text);")]
    [InlineData("var p = Prompty.Core.Prompty.Load(\"news.prompty\"); return p.Run(p.Prepare(text));")]
    [InlineData("return await Pipeline.InvokeAsync(\"Prompts/news.prompty\", new() { [\"x\"] = text });")]
    [InlineData("return await Pipeline.InvokeAsync<string>(Path.Combine(AppContext.BaseDirectory, \"Prompts\", \"news.prompty\"));")]
    [InlineData("var agent = PromptyLoader.Load($\"{text}/news.prompty\"); return await Pipeline.InvokeAsync(agent);")]
    [InlineData("var agent = await PromptyLoader.LoadAsync(\"news.prompty\"); return await Pipeline.TurnAsync(agent);")]
    [InlineData("var a = PromptyLoader.Load(\"news.prompty\"); return await Pipeline.RunAsync(a, await Pipeline.PrepareAsync(a));")]
    [InlineData("return await Pipeline.InvokeAsync(Path.GetFullPath(_name));")]
    [InlineData("return await Pipeline.InvokeAsync(_agent);")]
    [InlineData("return await Pipeline.InvokeAsync(Kept());")]
    public void A_file_of_the_project(string body) => Assert.Equal([OfNews], Facts(body));

    [Theory]
    // What the file leaves out comes from the configuration.
    [InlineData("return Prompty.Core.Prompty.Execute(\"open.prompty\");", "chat FlowsIn Tagged(Open@1.0.0) FlowsIn")]
    [InlineData(
        "return Prompty.Core.Prompty.Execute(\"news.prompty\", new { azure_deployment = text });",
        "chat FlowsIn Tagged(News@1.2.0) Set(400)"
    )]
    [InlineData("return Prompty.Core.Prompty.Execute(\"other.prompty\");", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData("return Prompty.Core.Prompty.Execute(\"broken.prompty\");", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData("return Prompty.Core.Prompty.Execute(\"Prompts/a/twice.prompty\");", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData("return Prompty.Core.Prompty.Execute(text);", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData("return await Pipeline.InvokeAsync(text == \"\" ? \"news.prompty\" : text);", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData("return await Pipeline.InvokeAsync(given);", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData("return Prompty.Core.Prompty.Load(text, new Dictionary<string, object>()).Execute();", "chat FlowsIn FlowsIn FlowsIn")]
    [InlineData(
        "var a = PromptyLoader.Load(\"news.prompty\"); a.Model.Id = \"n\"; return await Pipeline.InvokeAsync(a);",
        "chat FlowsIn FlowsIn FlowsIn"
    )]
    [InlineData(
        "var a = PromptyLoader.Load(\"news.prompty\"); a.Instructions = text; return await Pipeline.InvokeAsync(a);",
        "chat FlowsIn FlowsIn FlowsIn"
    )]
    [InlineData("return await Pipeline.InvokeAsync(Changed(PromptyLoader.Load(\"news.prompty\")));", "chat FlowsIn FlowsIn FlowsIn")]
    public void What_is_not_known(string body, string expected) => Assert.Equal([expected], Facts(body));

    [Theory]
    [InlineData("return Prompty.Core.Prompty.Load(\"news.prompty\").Prepare(text);")]
    [InlineData("return await Pipeline.PrepareAsync(PromptyLoader.Load(\"news.prompty\"));")]
    public void No_call(string body) => Assert.Empty(Facts(body));
}
