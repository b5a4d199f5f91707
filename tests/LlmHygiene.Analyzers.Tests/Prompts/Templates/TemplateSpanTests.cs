using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Templates;

/// <summary>A mistake in a template is reported at its position in the file, however the text is written in YAML.</summary>
public class TemplateSpanTests
{
    [Theory]
    [InlineData("|\n      One\n      two {{{|LLMH2108:x|}}}\n")]
    [InlineData("|-\n      One\n\n         two {{{|LLMH2108:x|}}}\n")]
    [InlineData("| # a comment with 'quotes'\n      One\n      two {{{|LLMH2108:x|}}}\n")]
    [InlineData("|2\n        One\n      two {{{|LLMH2108:x|}}}\n")]
    [InlineData("|+\n      One {{{|LLMH2108:x|}}}\n\n\n")]
    [InlineData(">\n      One\n      two {{{|LLMH2108:x|}}}\n\n      three {{{|LLMH2108:y|}}}\n        more {{{|LLMH2108:z|}}}\n")]
    [InlineData(">-\n      One\n      two {{{|LLMH2108:x|}}}\n")]
    [InlineData("One two {{{|LLMH2108:x|}}}\n")]
    [InlineData("One two {{{|LLMH2108:x|}}} # a comment\n")]
    [InlineData("One\n      two {{{|LLMH2108:x|}}}\n")]
    [InlineData("'it''s {{{|LLMH2108:x|}}}'\n")]
    [InlineData("\"One two {{{|LLMH2108:x|}}}\"\n")]
    [InlineData("\"{{{|LLMH2108:x|}}}\"\n")]
    [InlineData("\"One\\n\\\"two\\\" {{{|LLMH2108:x|}}}\"\n")]
    [InlineData("\"One \\\\ two {{{|LLMH2108:x|}}}\"\n")]
    [InlineData("{|LLMH2108:\"One \\u00e9 {{x}}\"|}\n")]
    public void A_template_problem_has_its_position(string content)
    {
        var text = "name: a\nversion: 1.0.0\ninputs: {}\nmessages:\n  - role: user\n    content: " + content;
        PromptMarkup.Verify(text);
        PromptMarkup.Verify(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        PromptMarkup.Verify("\uFEFF" + text);
        PromptMarkup.Verify(text.TrimEnd('\n'));
    }

    [Fact]
    public void Line_and_column_are_those_of_the_file()
    {
        var problem = Assert.Single(
            PromptParser
                .Parse(
                    SourceText.From(
                        "name: a\nversion: 1.0.0\ninputs: {}\nmessages:\n  - role: user\n    content: |\n      Hello\n      dear {{who}}\n"
                    )
                )
                .Problems
        );
        Assert.Equal("(7,13)-(7,16)", problem.LineSpan.ToString());
    }
}
