using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary><c>output: Some.Type</c>: a response is read as a type of the project.</summary>
public class OutputTypeTests
{
    // The parts of the code of System.Text.Json's source generator that are used here.
    private const string Types = """
        namespace Shop.Tickets
        {
            {{access}} record Triage(string Title, [property: System.ComponentModel.Description("How soon")] Urgency Urgency, int? Score);

            [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Urgency>))]
            public enum Urgency { Low, High }

            public sealed class Json : System.Text.Json.Serialization.JsonSerializerContext
            {
                private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
                    TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

                public Json() : base(null) { }

                public static Holder Default { get; } = new();

                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;

                public sealed class Holder { public JsonSerializerOptions Options => s_options; }
            }
        }

        """;

    private static PromptProject Project(string output, string result, string access = "public") =>
        PromptProject.With($"name: triage\nversion: 1.0.0\n{output}\nmessages:\n  - role: user\n    content: Hello\n") with
        {
            Source =
                ScriptedClient.Source
                + Types.Replace("{{access}}", access, StringComparison.Ordinal)
                + $$"""
                    public static class Test
                    {
                        private static string Ask(string answer)
                        {
                            var client = new Client(answer);
                            var response = new TriagePrompt.V1().GetResponseAsync(client).GetAwaiter().GetResult();
                            var schema = ((ChatResponseFormatJson)client.Seen!.ResponseFormat!).Schema!.Value.GetRawText();
                            try { _ = response.Result; }
                            catch (JsonException error) { return error.Message; }
                            return response.Result + " " + schema;
                        }

                        public static string Run() => {{result}};
                    }
                    """,
        };

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    public void A_type_is_read_with_the_defaults_of_the_library(string access)
    {
        var text = Project("output: Shop.Tickets.Triage", """Ask("{\"title\":\"T\",\"urgency\":\"High\"}")""", access).Run<string>();
        Assert.StartsWith("Triage { Title = T, Urgency = High, Score =  }", text, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"How soon\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_decides_how_it_is_read()
    {
        var text = Project(
                "output: Shop.Tickets.Triage\njsonContext: Shop.Tickets.Json",
                """Ask("{\"title\":\"T\",\"urgency\":\"High\",\"score\":3}")"""
            )
            .Run<string>();
        Assert.StartsWith("Triage { Title = T, Urgency = High, Score = 3 }", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_response_names_the_prompt_and_the_location()
    {
        var text = Project("output: Shop.Tickets.Triage", """Ask("{\"title\":3}")""").Run<string>();
        Assert.StartsWith("The response to the prompt 'triage' 1.0.0 does not match its output: ", text, StringComparison.Ordinal);
        Assert.Contains("$.title", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("output: Shop.Tickets.Triag")]
    [InlineData("output: Shop.Tickets.Urgency")]
    public void A_type_that_does_not_exist_leaves_a_prompt_that_returns_text(string output)
    {
        var project = PromptProject.With($"name: triage\nversion: 1.0.0\n{output}\nmessages:\n  - role: user\n    content: Hello\n") with
        {
            Source = "namespace Shop.Tickets { public record Triage(string Title); public enum Urgency { Low } }",
        };
        Assert.Contains("record V1 : global::LlmHygiene.IPrompt\n", Assert.Single(project.Generate()).Value, StringComparison.Ordinal);
        project.Build();
    }

    [Fact]
    public void A_type_that_is_added_later_is_found()
    {
        var project = PromptProject.With(
            "name: triage\nversion: 1.0.0\noutput: Shop.Triage\nmessages:\n  - role: user\n    content: Hello\n"
        );
        var driver = project.Driver().RunGenerators(project.Compilation(), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("global::Shop.Triage", Text(driver), StringComparison.Ordinal);

        var later = project with { Source = "namespace Shop { public record Triage(string Title); }" };
        Assert.Contains(
            "record V1 : global::LlmHygiene.IPrompt<global::Shop.Triage>\n",
            Text(driver.RunGenerators(later.Compilation(), TestContext.Current.CancellationToken)),
            StringComparison.Ordinal
        );

        static string Text(Microsoft.CodeAnalysis.GeneratorDriver driver) =>
            Assert.Single(Assert.Single(driver.GetRunResult().Results).GeneratedSources).SourceText.ToString();
    }

    [Theory]
    [InlineData("responseFormat: json_object", "json_object/")]
    [InlineData("responseFormat: text", "/")]
    [InlineData(
        "responseFormat: json_schema\njsonSchema: '{ \"name\": \"n\", \"strict\": true, \"schema\": { \"type\": \"object\", \""
            + "properties\": { \"x\": { \"type\": \"string\" } } } }'",
        "n/True"
    )]
    public void The_response_format_of_GitHub_Models_is_in_the_options(string yaml, string expected)
    {
        var text = (
            PromptProject.With($"name: triage\nversion: 1.0.0\n{yaml}\nmessages:\n  - role: user\n    content: Hello\n") with
            {
                Source = """
                    using Microsoft.Extensions.AI;
                    public static class Test
                    {
                        public static string Run()
                        {
                            var options = new Shop.Prompts.TriagePrompt.V1().ToOptions();
                            var strict = options.AdditionalProperties!.TryGetValue("strict", out var value) ? value : null;
                            return (options.ResponseFormat is ChatResponseFormatJson json ? json.SchemaName
                                ?? "json_object" : options.ResponseFormat + "") + "/" + strict;
                        }
                    }
                    """,
            }
        ).Run<string>();
        Assert.Equal(expected, text);
    }
}
