using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Generated outputs compile with warnings as errors in every supported project.</summary>
public class OutputLanguageTests
{
    // The same names at several depths, C# keywords, and texts that need escapes.
    private const string Odd = """"
        name: everything
        version: 1.0.0
        deprecated: "Use another"
        inputs: { tone: { enum: [a, b] }, urgency: string }
        output:
          class: string
          event: { type: int, optional: true, description: "Odd <text> & \u2028 \" \\ such" }
          tone: { enum: [new, 3d, "a\"b"] }
          v1: { fields: { tone: { enum: [x, y] }, output: string, v2: { fields: { tone: { enum: [x, y] }, info: { type: bool,
              optional: true } }, optional: true } } }
          "odd \" name \\": { list: { fields: { tone: { list: { enum: [x] } } } }, optional: true }
          format: string
          schema: { fields: { format: date } }
          json: string
          read-output: string
          items: { list: { fields: { a: string } } }
          more: { fields: { items: { list: { fields: { a: string } } } } }
        messages:
          - role: user
            content: "{{tone}} {{urgency}}"
        """";

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.Latest)]
    public void Everything_compiles_without_a_warning(LanguageVersion language)
    {
        foreach (var prompt in new[] { Odd, OutputRecordTests.Everything })
        {
            Assert.Empty(PromptParser.Parse(SourceText.From(prompt)).Problems);
            (PromptProject.With(prompt) with { Language = language }).Build();
        }
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9, true)]
    [InlineData(LanguageVersion.CSharp9, false)]
    [InlineData(LanguageVersion.Latest, false)]
    public void Everything_compiles_where_init_or_required_is_missing(LanguageVersion language, bool hasInit)
    {
        foreach (var prompt in new[] { Odd, OutputRecordTests.Everything })
        {
            var model = PromptParser.Parse(SourceText.From(prompt)).Model!;
            var family = Assert.Single(PromptFamily.Group([new LocatedPrompt("Shop", model)]));
            var code = PromptEmitter.Emit(
                family,
                new TargetFacts(HasRuntime: true, HasRecords: true, hasInit, HasRequired: false, HasFileScopedNamespaces: false)
            );
            (new PromptProject { Source = code, Language = language }).Build();
        }
    }

    [Fact]
    public void A_broken_file_still_has_its_output()
    {
        var project = PromptProject.With(
            "name: greet\nversion: 1.0.0\ninputs: {}\noutput: { title: string, mood: strng }\n"
                + "messages:\n  - role: user\n    content: \"{{nobody}}\"\n"
        ) with
        {
            Source = """
                using System.Threading.Tasks;
                using LlmHygiene;
                public static class Test
                {
                    public static async Task<string> Ask(Microsoft.Extensions.AI.IChatClient client) =>
                        (await new Shop.Prompts.GreetPrompt.V1().GetResponseAsync(client)).Result.Title;
                }
                """,
        };
        Assert.Contains("public sealed partial record Output", Assert.Single(project.Generate()).Value, StringComparison.Ordinal);
        project.Build();
    }

    [Fact]
    public void The_generated_code_reads_as_if_written_by_hand() =>
        Assert.Contains(
            """
                    /// <summary>The response of the model.</summary>
                    public sealed partial record Output
                    {
                        /// <summary>The field 'title' of the response.</summary>
                        public required string Title { get; init; }

                        /// <summary>When.</summary>
                        public UrgencyOption? Urgency { get; init; }

                        /// <summary>Values of <see cref="Urgency"/>.</summary>
                        public enum UrgencyOption
                        {
                            /// <summary>Sent as <c>low</c>.</summary>
                            Low,
                            /// <summary>Sent as <c>high</c>.</summary>
                            High,
                        }
                    }

                    global::LlmHygiene.PromptInfo global::LlmHygiene.IPrompt.Info => Info;
            """.ReplaceLineEndings("\n"),
            Small(),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_reader_is_generated_with_the_schema() =>
        Assert.Contains(
            """
                    // How the response is requested and read.
                    private static class OutputJson
                    {
                        public static readonly global::LlmHygiene.PromptOutput<Output> Format =
                            global::LlmHygiene.PromptOutput.Create<Output>(Info, "triage", Schema, ReadOutput);

                        private const string Schema =
                            "{\"type\":\"object\",\"properties\":{\n" +
                            "\"title\":{\"type\":\"string\"},\n" +
                            "\"urgency\":{\"type\":[\"string\",\"null\"],\"enum\":[\"low\",\"high\",null],\"description\":\"When.\"}\n" +
                            "},\"required\":[\"title\",\"urgency\"],\"additionalProperties\":false}";

                        private static Output ReadOutput(global::LlmHygiene.PromptOutputValue json) => new Output
                        {
                            Title = json.Get("title").GetString(),
                            Urgency = json.Find("urgency")?.Read(ReadUrgencyOption),
                        };

                        private static Output.UrgencyOption ReadUrgencyOption(global::LlmHygiene.PromptOutputValue json) => json.GetOption(
                            ("low", Output.UrgencyOption.Low),
                            ("high", Output.UrgencyOption.High));
                    }
            """.ReplaceLineEndings("\n"),
            Small(),
            StringComparison.Ordinal
        );

    private static string Small() =>
        Assert
            .Single(
                PromptProject
                    .With(
                        "name: triage\nversion: 1.0.0\n"
                            + "output: { title: string, urgency: { enum: [low, high], optional: true, description: When. } }\n"
                            + "messages:\n  - role: user\n    content: Hello\n"
                    )
                    .Generate()
            )
            .Value;
}
