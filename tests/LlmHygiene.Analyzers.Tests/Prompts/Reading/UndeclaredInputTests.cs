using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>A file with no <c>inputs</c> at all, as GitHub Models and Prompty write it, declares the variables of its messages.</summary>
public class UndeclaredInputTests
{
    private const string Head = "name: Text Summarizer\nversion: 1.0.0\n";

    [Fact]
    public void The_variables_of_a_GitHub_Models_file_are_required_strings()
    {
        var prompt = PromptMarkup.Verify(
            Head
                + """
                description: Summarizes input text concisely
                model: openai/gpt-5.4-mini-2026-03-17
                modelParameters:
                  temperature: 0.5
                messages:
                  - role: system
                    content: You are a text summarizer for {{audience}}.
                  - role: user
                    content: "Summarize the given text:\n<text>\n{{input}}\n</text>\n{{#if hint}}Mind {{hint}}.{{/if}}"
                testData:
                  - input: The quick brown fox.
                    expected: A fox.
                evaluators:
                  - name: Output should be JSON
                    string:
                      startsWith: '{'

                """
        );
        Assert.Equal(["audience: string", "input: string", "hint: string"], Inputs(prompt));
    }

    [Fact]
    public void The_class_has_them_and_sends_them()
    {
        var project = PromptProject.With(Head + "messages:\n  - role: user\n    content: Hi {{user-name}}, it is {{time}}.\n") with
        {
            Source = """
                public static class Test
                {
                    public static string Run() =>
                        new Shop.Prompts.TextSummarizerPrompt.V1 { UserName = "Ada", Time = "late" }.ToMessages()[0].Text;
                }
                """,
        };
        Assert.Equal("Hi Ada, it is late.", project.Run<string>());
    }

    [Theory]
    [InlineData("inputs:\n")]
    [InlineData("inputs: {}\n")]
    [InlineData("inputs: { other: string }\n")]
    public void With_inputs_every_name_is_declared(string inputs)
    {
        var other = inputs.Contains("other", StringComparison.Ordinal) ? "{{other}} " : "";
        PromptMarkup.Verify(Head + inputs + $"messages:\n  - role: user\n    content: Hi {other}{{{{{{|LLMH2108:who|}}}}}}\n");
    }

    [Fact]
    public void A_list_or_a_record_must_be_declared()
    {
        PromptMarkup.Verify(Head + "messages:\n  - role: user\n    content: \"{|LLMH2107:{{#each items}}|}x{{/each}}\"\n");
        PromptMarkup.Verify(Head + "messages:\n  - role: user\n    content: Hi {{user.{|LLMH2108:name|}}}\n");
    }

    [Fact]
    public void Names_that_collide_in_CSharp_are_reported() =>
        PromptMarkup.Verify("{|LLMH2115:name|}: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: \"{{user-id}} {{user_id}}\"\n");

    [Fact]
    public void The_variables_of_partials_count()
    {
        var partials = PromptPartials.From([new PromptPartial("style", "Write for {{audience}}.")]);
        var prompt = PromptMarkup.Verify(Head + "messages:\n  - role: user\n    content: \"{{> style}} {{text}}\"\n", partials);
        Assert.Equal(["audience: string", "text: string"], Inputs(prompt));
    }

    [Fact]
    public void A_declared_file_and_one_that_is_not_are_the_same_prompt()
    {
        const string Messages = "messages:\n  - role: user\n    content: Hi {{who}}\n";
        Assert.Equal(
            PromptMarkup.Verify(Head + "inputs: { who: string }\n" + Messages).Model!.ContentHash,
            PromptMarkup.Verify(Head + Messages).Model!.ContentHash
        );
    }

    [Fact]
    public void The_sample_of_a_prompty_file_gives_names_and_types()
    {
        var prompt = PromptMarkup.VerifyPrompty(
            """
            ---
            name: ask
            version: 1.0.0
            sample:
              question: Which tents are waterproof?
              count: 3
              limit: 0.5
              isPaying: true
              firstName: "42"
              tags: [new, old]
              prices: [1, 2.5]
              documents:
                - id: 17
                  title: Tents
              customer: { name: Ada, orders: [{ total: 12.5 }] }
              notUsed: x
            ---
            system:
            {{question}} {{count}} {{limit}} {{firstName}} {{extra}} {{customer.name}}
            {% if isPaying %}pays{% endif %}
            {% for tag in tags %}{{tag}}{% endfor %}{% for price in prices %}{{price}}{% endfor %}
            {% for document in documents %}{{document.id}}: {{document.title}}{% endfor %}
            {% for order in customer.orders %}{{order.total}}{% endfor %}
            """
        );
        Assert.Equal(
            [
                "question: string",
                "count: int",
                "limit: number",
                "firstName: string",
                "extra: string",
                "customer: { name: string, orders: list of { total: number } }",
                "isPaying: bool",
                "tags: list of string",
                "prices: list of number",
                "documents: list of { id: int, title: string }",
            ],
            Inputs(prompt)
        );
    }

    [Theory]
    [InlineData("sample: sample.json\n")]
    [InlineData("")]
    [InlineData("sample:\n")]
    public void Without_a_sample_in_the_file_the_variables_are_strings(string sample) =>
        Assert.Equal(
            ["question: string"],
            Inputs(PromptMarkup.VerifyPrompty($"---\nname: ask\nversion: 1.0.0\n{sample}---\nuser:\n{{{{question}}}}\n"))
        );

    [Fact]
    public void A_sample_does_not_replace_inputs() =>
        PromptMarkup.VerifyPrompty(
            "---\nname: ask\nversion: 1.0.0\ninputs:\n  a: string\nsample:\n  a: x\n  b: y\n---\nuser:\n{{a}} {{{|LLMH2108:b|}}}\n"
        );

    [Fact]
    public void A_mustache_sample_works_as_well() =>
        Assert.Equal(
            ["who: string", "items: list of { name: string }"],
            Inputs(
                PromptMarkup.VerifyPrompty(
                    "---\nname: ask\nversion: 1.0.0\ntemplate: mustache\nsample:\n  items: [{ name: a }]\n---\nuser:\nHi {{who}} "
                        + "{{#items}}{{name}}{{/items}}\n"
                )
            )
        );

    private static string[] Inputs(PromptParseResult result)
    {
        Assert.All(result.Model!.Inputs, input => Assert.True(input.IsRequired));
        return [.. result.Model.Inputs.Select(input => $"{input.Name}: {Text(input.Type)}")];
    }

    private static string Text(InputType type) =>
        (type.IsList ? "list of " : "")
        + (
            type.Record is { } record
                ? "{ " + string.Join(", ", record.Fields.Select(field => $"{field.Name}: {Text(field.Type)}")) + " }"
                : type.Kind.ToString().ToLowerInvariant()
        );
}
