using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Model;

/// <summary>One content has one hash, on every checkout, and no other content has it.</summary>
public class ContentHashTests
{
    private const string Prompt = """
        name: summarize
        version: 1.0.0
        model: gpt-5.4-mini
        modelParameters: { maxCompletionTokens: 300, temperature: 0.2 }
        inputs:
          ticket: string
          tone: { enum: [formal, friendly], default: formal }
        messages:
          - role: system
            content: Be {{tone}}.
          - role: user
            content: |
              {{#if ticket}}Text:
              {{ticket}}{{/if}}

        """;

    [Fact]
    public void It_names_its_algorithm() => Assert.Matches("^sha256:[0-9a-f]{64}$", Hash(Prompt));

    [Fact]
    public void It_does_not_change_between_releases_of_this_package() =>
        Assert.Equal("sha256:dab22102ca124c708fbb610ad2b4acde4cb2f16b00ce3c9557e0718852781817", Hash(Prompt));

    [Fact]
    public void Line_endings_do_not_matter() => Assert.Equal(Hash(Prompt), Hash(Prompt.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Fact]
    public void A_byte_order_mark_does_not_matter() => Assert.Equal(Hash(Prompt), Hash("\uFEFF" + Prompt));

    [Fact]
    public void A_missing_last_line_break_does_not_matter() => Assert.Equal(Hash(Prompt), Hash(Prompt.TrimEnd('\n')));

    [Fact]
    public void The_byte_order_mark_of_the_file_does_not_matter()
    {
        // Another encoding is LLMH2101.
        var used = System.Text.Encoding.UTF8;
        using var file = new MemoryStream([
            .. used.GetPreamble(),
            .. used.GetBytes(Prompt.Replace("Be {{tone}}.", "Sei {{tone}}, \u00e4\u4f60\ud83d\ude00.", StringComparison.Ordinal)),
        ]);
        Assert.Equal(Hash(Change("Be {{tone}}.", "Sei {{tone}}, \u00e4\u4f60\ud83d\ude00.")), Hash(SourceText.From(file)));
    }

    [Fact]
    public void A_file_of_mixed_line_endings_is_the_same_prompt()
    {
        var lines = Prompt.Split('\n');
        Assert.Equal(Hash(Prompt), Hash(string.Concat(lines.SkipLast(1).Select((line, i) => line + (i % 2 == 0 ? "\r\n" : "\n")))));
    }

    [Fact]
    public void More_line_breaks_at_the_end_of_the_file_do_not_matter() => Assert.Equal(Hash(Prompt), Hash(Prompt + "\n\n"));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void The_culture_of_the_machine_does_not_matter(string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
        try
        {
            It_does_not_change_between_releases_of_this_package();
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("name: summarize", "# A comment.\nname: 'summarize' # and one more")]
    [InlineData("{ maxCompletionTokens: 300, temperature: 0.2 }", "{ temperature: 0.20, maxTokens: 300 }")]
    [InlineData(
        "  ticket: string\n  tone: { enum: [formal, friendly], default: formal }",
        "  tone: { default: formal, enum: [formal, friendly] }\n  ticket: { type: string }"
    )]
    [InlineData("content: Be {{tone}}.", "content: \"Be {{ tone }}.\"")]
    [InlineData("version: 1.0.0", "description: Other words.\nversion: 1.0.1\ntier: small")]
    [InlineData("version: 1.0.0", "version: 1.0.0\nbudget: { inputTokens: 2000 }")]
    [InlineData("version: 1.0.0", "version: 1.0.0\nbudget: { inputTokens: 2000, usd: 0.01, calls: 5 }")]
    [InlineData("version: 1.0.0", "version: 1.0.0\nreasoning: {}")]
    public void Formatting_does_not_matter(string before, string after) => Assert.Equal(Hash(Prompt), Hash(Change(before, after)));

    [Theory]
    [InlineData("gpt-5.4-mini", "gpt-5.4-nano")]
    [InlineData("model: gpt-5.4-mini\n", "")]
    [InlineData("300", "301")]
    [InlineData("model: gpt-5.4-mini\n", "model: gpt-5.4-mini\nreasoning: { effort: low }\n")]
    [InlineData("model: gpt-5.4-mini\n", "model: gpt-5.4-mini\nreasoning: { effort: none }\n")]
    [InlineData("model: gpt-5.4-mini\n", "model: gpt-5.4-mini\nreasoning: { output: none }\n")]
    [InlineData("0.2", "0.3")]
    [InlineData("default: formal", "default: friendly")]
    [InlineData(", default: formal", "")]
    [InlineData("[formal, friendly]", "[formal, friendly, short]")]
    [InlineData("ticket: string", "ticket: { type: string, optional: true }")]
    [InlineData("Be {{tone}}.", "Be {{tone}}!")]
    [InlineData("content: Be", "content: be")]
    [InlineData("role: system", "role: assistant")]
    [InlineData("content: |", "content: |-")]
    [InlineData("#if ticket}}", "#unless ticket}}")]
    [InlineData("{{/if}}", "{{else}}{{/if}} ")]
    public void What_reaches_the_model_counts(string before, string after) =>
        Assert.NotEqual(
            Hash(Prompt),
            Hash(
                Change(before, after)
                    .Replace("/if", after.StartsWith("#unless", StringComparison.Ordinal) ? "/unless" : "/if", StringComparison.Ordinal)
            )
        );

    [Fact]
    public void Each_effort_and_each_output_of_the_reasoning_counts()
    {
        var lines = new[] { "", "{ effort: low }", "{ effort: xhigh }", "{ output: full }", "{ effort: low, output: full }" };

        Assert.Equal(
            lines.Length,
            lines
                .Select(line => Hash(line.Length == 0 ? Prompt : Change("version: 1.0.0", $"version: 1.0.0\nreasoning: {line}")))
                .Distinct()
                .Count()
        );
        Assert.Equal(
            Hash(Change("version: 1.0.0", "version: 1.0.0\nreasoning: { output: full, effort: 'low' }")),
            Hash(Change("version: 1.0.0", "version: 1.0.0\nreasoning:\n  effort: low\n  output: full"))
        );
    }

    [Fact]
    public void The_order_of_messages_counts() =>
        Assert.NotEqual(
            Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: a }\n  - { role: user, content: b }\n"),
            Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: b }\n  - { role: user, content: a }\n")
        );

    [Fact]
    public void Texts_cannot_pass_for_structure() =>
        Assert.NotEqual(
            Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: \"a\\nmessage 4:User\\ntext 1:b\" }\n"),
            Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: a }\n  - { role: user, content: b }\n")
        );

    private static string Change(string before, string after)
    {
        Assert.Contains(before, Prompt, StringComparison.Ordinal);
        return Prompt.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Hash(string text) => Hash(SourceText.From(text));

    private static string Hash(SourceText text)
    {
        var result = PromptParser.Parse(text);
        Assert.Empty(result.Problems);
        return result.Model!.ContentHash;
    }
}
