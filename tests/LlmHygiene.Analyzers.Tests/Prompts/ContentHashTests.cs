using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts;

/// <summary>One content, one hash: on every checkout, and no other.</summary>
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
    public void Line_endings_do_not_count() => Assert.Equal(Hash(Prompt), Hash(Prompt.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Fact]
    public void A_byte_order_mark_does_not_count() => Assert.Equal(Hash(Prompt), Hash("\uFEFF" + Prompt));

    [Fact]
    public void A_missing_last_line_break_does_not_count() => Assert.Equal(Hash(Prompt), Hash(Prompt.TrimEnd('\n')));

    [Theory]
    [InlineData("name: summarize", "# A comment.\nname: 'summarize' # and one more")]
    [InlineData("{ maxCompletionTokens: 300, temperature: 0.2 }", "{ temperature: 0.20, maxTokens: 300 }")]
    [InlineData("  ticket: string\n  tone: { enum: [formal, friendly], default: formal }", "  tone: { default: formal, enum: [formal, friendly] }\n  ticket: { type: string }")]
    [InlineData("content: Be {{tone}}.", "content: \"Be {{ tone }}.\"")]
    [InlineData("version: 1.0.0", "description: Other words.\nversion: 1.0.1\ntier: small")]
    public void How_it_is_written_does_not_count(string before, string after) => Assert.Equal(Hash(Prompt), Hash(Change(before, after)));

    [Theory]
    [InlineData("gpt-5.4-mini", "gpt-5.4-nano")]
    [InlineData("model: gpt-5.4-mini\n", "")]
    [InlineData("300", "301")]
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
        Assert.NotEqual(Hash(Prompt), Hash(Change(before, after).Replace("/if", after.StartsWith("#unless", StringComparison.Ordinal) ? "/unless" : "/if", StringComparison.Ordinal)));

    [Fact]
    public void The_order_of_messages_counts() => Assert.NotEqual(
        Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: a }\n  - { role: user, content: b }\n"),
        Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: b }\n  - { role: user, content: a }\n"));

    [Fact]
    public void Texts_cannot_pass_for_structure() => Assert.NotEqual(
        Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: \"a\\nmessage 4:User\\ntext 1:b\" }\n"),
        Hash("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: a }\n  - { role: user, content: b }\n"));

    private static string Change(string before, string after)
    {
        Assert.Contains(before, Prompt, StringComparison.Ordinal);
        return Prompt.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Hash(string text)
    {
        var result = PromptParser.Parse(SourceText.From(text));
        Assert.Empty(result.Problems);
        return result.Model!.ContentHash;
    }
}
