using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>What a user's program sees: generated classes are compiled, loaded and run.</summary>
public class GeneratedCodeTests
{
    private const string Summarize = """
        name: summarize-ticket
        version: 1.2.0
        description: Summarises <one> support ticket & its comments
        model: gpt-5.4-mini
        modelParameters: { maxCompletionTokens: 300, temperature: 0.2, topP: 1, topK: 5, frequencyPenalty: -0.5, presencePenalty: 1,
            seed: -7, stop: [END, "\n"] }
        inputs:
          ticket: { type: string, description: The ticket's text }
          tone: { enum: [formal, very-friendly], default: very-friendly }
          comments: { list: string }
          limit: { type: int, optional: true }
        messages:
          - role: system
            content: You summarise support tickets in a {{tone}} tone.
          - role: user
            content: |
              {{ticket}}
              {{#each comments}}{{@index}}. {{this}}
              {{/each}}{{#if limit}}At most {{limit}} words.{{else}}Be "short".{{/if}}
        """;

    [Fact]
    public void Messages_carry_the_inputs()
    {
        var text = (
            PromptProject.With(Summarize) with
            {
                Source = """
                    using System.Linq;
                    using Shop.Prompts;
                    public static class Test
                    {
                        public static string Run()
                        {
                            var prompt = new SummarizeTicketPrompt.V1 { Ticket = "It broke.", Comments = new[] { "me too", "fixed?" } };
                            var all = prompt.ToMessages().Concat((prompt with { Limit = 30,
                                Tone = SummarizeTicketPrompt.V1.ToneOption.Formal }).ToMessages());
                            return string.Join("|", all.Select(message => message.Role + ":" + message.Text));
                        }
                    }
                    """,
            }
        ).Run<string>();

        Assert.Equal(
            "system:You summarise support tickets in a very-friendly tone.|user:It broke.\n0. me too\n1. fixed?\nBe \"short\".\n"
                + "|system:You summarise support tickets in a formal tone.|user:It broke.\n0. me too\n1. fixed?\nAt most 30 words.\n",
            text
        );
    }

    [Fact]
    public void Options_carry_the_parameters_and_the_tag()
    {
        var text = (
            PromptProject.With(Summarize) with
            {
                Source = """
                    using System;
                    using Shop.Prompts;
                    public static class Test
                    {
                        public static string Run()
                        {
                            var prompt = new SummarizeTicketPrompt.V1 { Ticket = "", Comments = Array.Empty<string>() };
                            var options = prompt.ToOptions();
                            var info = SummarizeTicketPrompt.V1.Info;
                            LlmHygiene.IPrompt same = prompt;
                            var mark =
                                (LlmHygiene.GeneratedPromptAttribute)Attribute.GetCustomAttribute(typeof(SummarizeTicketPrompt.V1),
                                typeof(LlmHygiene.GeneratedPromptAttribute))!;
                            return FormattableString.Invariant($"{options.ModelId} {options.MaxOutputTokens} {options.Temperature} ")
                                + FormattableString.Invariant($"{options.TopP} {options.TopK} {options.FrequencyPenalty} ")
                                + FormattableString.Invariant($"{options.PresencePenalty} {options.Seed} {options.StopSequences!.Count}")
                                + "|" + options.AdditionalProperties!["gen_ai.prompt.name"] + "@"
                                    + options.AdditionalProperties["gen_ai.prompt.version"]
                                + "|" + info.Name + " " + info.Version + " " + info.ModelId + " " + info.ContentHash.Length + " "
                                    + ReferenceEquals(same.Info, info)
                                + "|" + mark.Name + " " + mark.Version + " " + mark.ModelId + " " + mark.MaxOutputTokens;
                        }
                    }
                    """,
            }
        ).Run<string>();

        Assert.Equal(
            "gpt-5.4-mini 300 0.2 1 5 -0.5 1 -7 2|summarize-ticket@1.2.0|summarize-ticket 1.2.0 gpt-5.4-mini 71 True|summarize-ticket "
                + "1.2.0 gpt-5.4-mini 300",
            text
        );
    }

    [Theory]
    [InlineData("{{a}} and {{b}}", "string.Concat(")]
    [InlineData("{{a}}", "ChatRole.User, A),")]
    [InlineData("Only text.", "ChatRole.User, \"Only text.\"),")]
    [InlineData("{{a}}{{b}}{{a}}{{b}}{{a}}", "PromptTextBuilder(")]
    [InlineData("{{a}}: {{n}}", "text.Append(N);")]
    public void Texts_are_joined_in_the_cheapest_way(string template, string expected)
    {
        var inputs = new[] { "a: string", "b: string", "n: int" }.Where(input =>
            template.Contains("{{" + input[0] + "}}", StringComparison.Ordinal)
        );
        var project = PromptProject.With(
            $"name: greet\nversion: 1.0.0\ninputs: {{ {string.Join(", ", inputs)} }}\nmessages:\n  - role: user\n"
                + $"    content: \"{template}\"\n"
        );
        project.Build();
        Assert.Contains(expected, project.Generate().Values.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Responses_come_from_the_client()
    {
        var text = (
            PromptProject.With(
                "name: greet\nversion: 0.1.0\ninputs: { who: string }\nmessages:\n  - role: user\n    content: Hello {{who}}\n"
            ) with
            {
                Source = """
                    using System;
                    using System.Collections.Generic;
                    using System.Linq;
                    using System.Runtime.CompilerServices;
                    using System.Threading;
                    using System.Threading.Tasks;
                    using LlmHygiene;
                    using Microsoft.Extensions.AI;
                    using Shop.Prompts;
                    public static class Test
                    {
                        public static string Run() => RunAsync().GetAwaiter().GetResult();
                        private static async Task<string> RunAsync()
                        {
                            var prompt = new GreetPrompt.V0 { Who = "Ada" };
                            var text = (await prompt.GetResponseAsync(new Echo())).Text;
                            await foreach (var update in prompt.GetStreamingResponseAsync(new Echo(), CancellationToken.None)) text
                                += "|" + update.Text;
                            return text;
                        }
                        private sealed class Echo : IChatClient
                        {
                            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                                CancellationToken cancellationToken = default) =>
                                Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, messages.Single().Text + "!")));
                            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage>
                                messages, ChatOptions? options = null,
                                [EnumeratorCancellation] CancellationToken cancellationToken = default)
                            {
                                await Task.Yield();
                                yield return new ChatResponseUpdate(ChatRole.Assistant, messages.Single().Text);
                            }
                            public object? GetService(Type serviceType, object? serviceKey = null) => null;
                            public void Dispose() { }
                        }
                    }
                    """,
            }
        ).Run<string>();

        Assert.Equal("Hello Ada!|Hello Ada", text);
    }

    [Theory]
    [InlineData("string", "\"a<b>&{{}}\"", "a<b>&{{}}")]
    [InlineData("int", "-1234567", "-1234567")]
    [InlineData("number", "1234.5", "1234.5")]
    [InlineData("number", "0.1", "0.1")]
    [InlineData("bool", "true", "true")]
    [InlineData("bool", "false", "false")]
    [InlineData("date", "new System.DateTime(2026, 3, 9, 23, 59, 0)", "2026-03-09")]
    [InlineData("{ enum: [low cost, 3d] }", "APrompt.V1.XOption.LowCost", "low cost")]
    [InlineData("{ enum: [low cost, 3d] }", "APrompt.V1.XOption._3d", "3d")]
    [InlineData("{ type: string, optional: true }", "null", "")]
    [InlineData("{ type: int, optional: true }", "null", "")]
    [InlineData("{ type: int, optional: true }", "-4", "-4")]
    [InlineData("{ type: number, optional: true }", "2.5", "2.5")]
    [InlineData("{ type: bool, optional: true }", "null", "")]
    [InlineData("{ type: bool, optional: true }", "false", "false")]
    [InlineData("{ type: date, optional: true }", "null", "")]
    [InlineData("{ enum: [a, b], optional: true }", "null", "")]
    [InlineData("{ enum: [a, b], optional: true }", "APrompt.V1.XOption.B", "b")]
    public void Values_read_the_same_in_every_culture(string type, string value, string expected)
    {
        Assert.Equal($"<{expected}>", Render(type, "<{{x}}>", value));
        Assert.Equal($"<{expected}>", Render(type, "{{#if always}}<{{x}}>{{/if}}", value));
    }

    [Theory]
    [InlineData("bool", "true", true)]
    [InlineData("bool", "false", false)]
    [InlineData("string", "\"\"", false)]
    [InlineData("string", "\" \"", true)]
    [InlineData("{ list: int }", "new int[0]", false)]
    [InlineData("{ list: int }", "new[] { 0 }", true)]
    [InlineData("{ list: int, optional: true }", "null", false)]
    [InlineData("{ list: int, optional: true }", "new[] { 0 }", true)]
    [InlineData("{ type: int, optional: true }", "0", true)]
    [InlineData("{ type: int, optional: true }", "null", false)]
    [InlineData("{ type: bool, optional: true }", "null", false)]
    [InlineData("{ type: bool, optional: true }", "true", true)]
    [InlineData("{ type: string, optional: true }", "null", false)]
    [InlineData("{ type: date, optional: true }", "System.DateTime.MinValue", true)]
    [InlineData("{ enum: [a], optional: true }", "null", false)]
    public void Conditions_follow_the_type(string type, string value, bool expected) =>
        Assert.Equal(expected ? "yes|" : "no|no", Render(type, "{{#if x}}yes{{else}}no{{/if}}|{{#unless x}}no{{/unless}}", value));

    [Fact]
    public void Blocks_can_be_nested_and_side_by_side() =>
        Assert.Equal(
            "[0:1,01;][1:2,01;]|12|yes yes ",
            Render(
                "{ list: int }",
                "{{#each x}}[{{@index}}:{{this}},{{#each x}}{{#if always}}{{@index}}{{/if}}{{/each}};]{{/each}}|{{#each "
                    + "x}}{{this}}{{/each}}|{{#each x}}{{#if always}}yes {{/if}}{{/each}}",
                "new[] { 1, 2 }"
            )
        );

    [Fact]
    public void Items_are_rendered_by_their_type() =>
        Assert.Equal(
            "a-b|1.5|",
            Render(
                "{ list: { enum: [a-b, c] } }",
                "{{#each x}}{{#if always}}{{this}}{{/if}}{{/each}}|{{#each y}}{{this}}{{/each}}|{{#each z}}{{this}}{{/each}}",
                "new[] { APrompt.V1.XOption.AB }",
                more: "\n  y: { list: number, default: [1.5] }\n  z: { list: date, optional: true }"
            )
        );

    [Fact]
    public void Whitespace_stays_as_it_is_written() =>
        Assert.Equal("\n  a\n\n  b\n", Render("bool", "\n  {{#if x}}a{{/if}}\n\n  b\n", "true", isBlock: true));

    [Theory]
    [InlineData("{ type: string, default: \"a\\\"b\" }", "a\"b")]
    [InlineData("{ type: int, default: -2147483648 }", "-2147483648")]
    [InlineData("{ type: number, default: 1e3 }", "1000")]
    [InlineData("{ type: bool, default: true }", "true")]
    [InlineData("{ type: date, default: 2026-01-31 }", "2026-01-31")]
    [InlineData("{ enum: [a, b], default: b }", "b")]
    public void Defaults_are_used_when_nothing_is_given(string type, string expected) =>
        Assert.Equal(expected, Render(type, "{{x}}", value: null));

    private static string Render(string type, string template, string? value, string more = "", bool isBlock = false)
    {
        var content = isBlock
            ? "|2\n" + string.Join("\n", template.Split('\n').Select(line => line.Length == 0 ? line : "      " + line))
            : "'" + template + "'";
        var uses = template.Contains("always", StringComparison.Ordinal) ? "\n  always: { type: bool, default: true }" : "";
        return (
            PromptProject.With(
                $"name: a\nversion: 1.0.0\ninputs:\n  x: {type}{uses}{more}\nmessages:\n  - role: user\n    content: {content}\n"
            ) with
            {
                Source = $$"""
                    using System.Collections.Generic;
                    using System.Globalization;
                    using Shop.Prompts;
                    public static class Test
                    {
                        public static string Run()
                        {
                            var before = CultureInfo.CurrentCulture;
                            var texts = new HashSet<string>();
                            foreach (var culture in new[] { "", "tr-TR", "de-DE", "ar-SA" })
                            {
                                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                                texts.Add(new APrompt.V1 { {{(value is null ? "" : "X = " + value)}} }.ToMessages()[0].Text);
                            }

                            CultureInfo.CurrentCulture = before;
                            return string.Join(" or ", texts);
                        }
                    }
                    """,
            }
        ).Run<string>();
    }
}
