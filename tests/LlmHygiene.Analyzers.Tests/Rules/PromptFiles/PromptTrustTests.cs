using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

/// <summary>Inputs in system messages: what they are reported for, and what it means to trust them.</summary>
public class PromptTrustTests
{
    [Theory]
    [InlineData("topic: string", "Help with {{topic}}.", "{{topic}}")]
    [InlineData("topic: { type: string, optional: true }", "Help{{#if topic}} with {{topic}}{{/if}}.", "{{topic}}")]
    [InlineData("topic: { type: string, default: trains }", "Help with {{topic}}.", "{{topic}}")]
    [InlineData("topic: { type: string, trusted: false }", "Help with {{topic}}.", "{{topic}}")]
    [InlineData("topic: { list: string }", "{{#each topic}}{{this}}{{/each}}", "{{#each topic}}")]
    [InlineData("topic: { fields: { name: string } }", "Help with {{topic.name}}.", "{{topic.name}}")]
    [InlineData("topic: { list: { fields: { name: string } } }", "{{#each topic}}{{name}}{{/each}}", "{{#each topic}}")]
    public void Text_that_anybody_can_pass_is_reported_in_a_system_message(string input, string system, string at)
    {
        var found = Assert.Single(Analyze(input, system));
        Assert.Equal("LLMH6002", found.Id);
        Assert.Equal(
            "'topic' is any text that a caller passes and becomes part of a system message: move it to a user message, or declare it with "
                + "'trusted: true'",
            found.GetMessage(null)
        );
        Assert.Equal(at, Text(input, system).Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("topic: { enum: [trains, ships] }", "Help with {{topic}}.")]
    [InlineData("topic: int", "At most {{topic}} words.")]
    [InlineData("topic: number", "At most {{topic}} words.")]
    [InlineData("topic: date", "Today is {{topic}}.")]
    [InlineData("topic: bool", "{{topic}}")]
    [InlineData("topic: { type: string, trusted: true }", "Help with {{topic}}.")]
    [InlineData("topic: { list: string, trusted: true }", "{{#each topic}}{{this}}{{/each}}")]
    [InlineData("topic: { fields: { name: { type: string, trusted: true } } }", "Help with {{topic.name}}.")]
    [InlineData("topic: { type: string, optional: true }", "Help.{{#if topic}} Be kind.{{/if}}")]
    [InlineData("topic: { list: string }", "{{#each topic}}{{@index}}{{/each}}")]
    public void Other_inputs_are_not(string input, string system) => Assert.Empty(Analyze(input, system));

    [Fact]
    public void In_a_user_message_any_text_is_fine() =>
        Assert.Empty(
            PromptProject
                .With("name: a\nversion: 1.0.0\ninputs:\n  topic: string\nmessages:\n  - role: user\n    content: \"{{topic}}\"\n")
                .Analyze(new PromptTrustAnalyzer())
        );

    [Fact]
    public void Variables_that_a_file_does_not_declare_are_any_text() =>
        Assert.Single(
            PromptProject
                .With("name: a\nversion: 1.0.0\nmessages:\n  - role: system\n    content: \"{{topic}}\"\n")
                .Analyze(new PromptTrustAnalyzer())
        );

    [Fact]
    public void Prompty_files_are_judged_alike()
    {
        const string Text =
            "---\nname: a\nversion: 1.0.0\ninputs:\n  topic: string\n  tone: { type: string, trusted: true "
            + "}\n---\nsystem:\nHelp with {{topic}} in a {{tone}} tone.\n\nuser:\nHi\n";
        var project = new PromptProject { Files = [new PromptText(PromptProject.Folder + "Prompts/a.prompty", Text)] };
        var found = Assert.Single(project.Analyze(new PromptTrustAnalyzer()));
        Assert.Equal("{{topic}}", Text.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("string topic", "{{topic}}", 1)]
    [InlineData("LlmHygiene.TrustedText topic", "{{topic}}", 0)]
    [InlineData("int topic", "{{topic}}", 0)]
    [InlineData("System.DayOfWeek topic", "{{topic}}", 0)]
    [InlineData("System.Collections.Generic.IReadOnlyList<string> topic", "{{#each topic}}{{this}}{{/each}}", 1)]
    public void Prompt_methods_are_judged_alike(string parameter, string system, int count)
    {
        var project = new PromptProject
        {
            Generator = new PromptMethodGenerator(),
            Source = $$"""
                public static partial class Prompts
                {
                    [LlmHygiene.Prompt("a", "1.0.0", System = "{{system}}", User = "Hi", Model = "m", MaxOutputTokens = 5)]
                    public static partial System.Threading.Tasks.Task<string> AskAsync(
                        Microsoft.Extensions.AI.IChatClient client, {{parameter}});
                }
                """,
        };
        Assert.Equal(count, project.AnalyzeGenerated(new PromptMethodAnalyzer()).Count(static found => found.Id == "LLMH6002"));
    }

    [Theory]
    [InlineData("topic: { type: int, {|LLMH2106:trusted|}: true }", "Only a string can contain instructions. Remove 'trusted'.")]
    [InlineData("topic: { enum: [a, b], {|LLMH2106:trusted|}: true }", "Only a string can contain instructions. Remove 'trusted'.")]
    [InlineData(
        "topic: { fields: { name: string }, {|LLMH2106:trusted|}: true }",
        "A record is not trusted as a whole. Write 'trusted' at those of its fields that are strings."
    )]
    public void Trust_is_about_text(string input, string message)
    {
        var tag = input.Contains("fields", StringComparison.Ordinal) ? "{{topic.name}}" : "{{topic}}";
        var text = $"name: a\nversion: 1.0.0\ninputs:\n  {input}\nmessages:\n  - role: user\n    content: \"{tag}\"\n";
        Assert.Equal(message, PromptMarkup.Message(text));
    }

    [Fact]
    public void An_output_is_never_trusted() =>
        Assert.Equal(
            "The model writes an output field, so it cannot be trusted. Remove 'trusted'.",
            PromptMarkup.Message(
                "name: a\nversion: 1.0.0\noutput:\n  title: { type: string, {|LLMH2119:trusted|}: true }\nmessages:\n  - role: "
                    + "user\n    content: Hi\n"
            )
        );

    [Fact]
    public void Trust_is_part_of_the_hash_and_a_change_of_it_breaks_callers()
    {
        var (any, trusted) = (Model("topic: string"), Model("topic: { type: string, trusted: true }"));
        Assert.NotEqual(any.ContentHash, trusted.ContentHash);
        Assert.Equal(any.ContentHash, Model("topic: { type: string, trusted: false }").ContentHash);
        Assert.Equal(
            "The input 'topic' must be trusted text, and any text in 1.0.0",
            Assert.Single(InputChange.Between(any.Inputs, trusted.Inputs, any.Version)).Text
        );
        Assert.Equal(
            "The input 'topic' is any text, and trusted text in 1.0.0",
            Assert.Single(InputChange.Between(trusted.Inputs, any.Inputs, any.Version)).Text
        );
    }

    [Fact]
    public void A_trusted_input_takes_trusted_text_and_is_sent_as_it_is() =>
        Assert.Equal(
            "Help with trains. a,b; kind Dan|Hi|Help with ships. ; kind |Hi",
            (
                PromptProject.With(
                    """
                    name: a
                    version: 1.0.0
                    inputs:
                      topic: { type: string, trusted: true }
                      tags: { list: string, trusted: true }
                      tone: { type: string, trusted: true, default: kind }
                      name: { optional: true, fields: { first: { type: string, trusted: true } } }
                      none: { type: string, trusted: true, optional: true }
                    messages:
                      - role: system
                        content: >-
                          Help with {{topic}}. {{#each tags}}{{this}}{{#unless @last}},{{/unless}}{{/each}};
                          {{tone}} {{name.first}}{{#if none}}!{{/if}}{{none}}
                      - { role: user, content: Hi }
                    """
                ) with
                {
                    Source = """
                    using System.Linq;
                    using LlmHygiene;
                    using P = Shop.Prompts.APrompt.V1;
                    public static class Test
                    {
                        public static string Run() => string.Join("|", new[]
                        {
                            new P
                            {
                                Topic = TrustedText.From("trains"),
                                Tags = new[] { TrustedText.From("a"), TrustedText.From("b") },
                                Name = new P.NameRecord { First = TrustedText.From("Dan") },
                            },
                            new P { Topic = TrustedText.From("ships"), Tags = System.Array.Empty<TrustedText>() },
                        }.SelectMany(prompt => prompt.ToMessages()).Select(message => message.Text));
                    }
                    """,
                }
            ).Run<string>()
        );

    [Fact]
    public void A_prompt_method_takes_trusted_text() =>
        Assert.Equal(
            "Help with trains.",
            new PromptProject
            {
                Generator = new PromptMethodGenerator(),
                Source = """
                public static partial class Prompts
                {
                    [LlmHygiene.Prompt("a", "1.0.0", System = "Help with {{topic}}{{more}}.", User = "Hi", MaxOutputTokens = 5)]
                    public static partial System.Collections.Generic.IReadOnlyList<Microsoft.Extensions.AI.ChatMessage> Make(
                        LlmHygiene.TrustedText topic, LlmHygiene.TrustedText? more);
                }
                public static class Test
                    {
                        public static string Run() => Prompts.Make(LlmHygiene.TrustedText.From("trains"), null)[0].Text;
                    }
                """,
            }.Run<string>()
        );

    private static PromptModel Model(string input) =>
        PromptParser.Parse(SourceText.From(Text(input, "Help with {{topic}}.")), PromptPartials.None).Model!;

    private static IEnumerable<Diagnostic> Analyze(string input, string system) =>
        PromptProject.With(Text(input, system)).Analyze(new PromptTrustAnalyzer());

    private static string Text(string input, string system) =>
        $"name: a\nversion: 1.0.0\ninputs:\n  {input}\nmessages:\n"
        + $"  - role: system\n    content: \"{system}\"\n  - role: user\n    content: Hi\n";
}
