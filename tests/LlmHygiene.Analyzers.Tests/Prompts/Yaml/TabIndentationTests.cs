using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Yaml;

/// <summary>A tab that makes a file unreadable is reported where it is: nobody sees it.</summary>
public class TabIndentationTests
{
    private const string Head = "name: tab\nversion: 1.0.0\nmessages:\n  - role: user\n";

    [Theory]
    [InlineData(Head + "    content: |\n      Format this code:\n{|LLMH2101:\t|}if (x) y();\n      Thanks.\n")]
    [InlineData(Head + "    content: |\n      Format this code:\n      \tif (a) b();\n{|LLMH2101:\t\t|}if (x) y();\n")]
    [InlineData(Head + "    content: >\n      Folded\n{|LLMH2101:  \t|}text\n")]
    [InlineData(Head + "    content: |\n{|LLMH2101:\t\t|}First\n\t\tSecond\n")]
    [InlineData(Head + "    content: |\n      a\n{|LLMH2101:\t|}\n      b\n")]
    [InlineData(Head + "{|LLMH2101:\t|}content: Hi\n")]
    [InlineData(Head + "{|LLMH2101:  \t|}content: Hi\n")]
    [InlineData(Head + "{|LLMH2101:\t|}- role: user\n")]
    [InlineData(Head + "    content: a\n{|LLMH2101:\t|}b\n")]
    [InlineData(Head + "    content: \"a\n{|LLMH2101:\t|}b\"\n")]
    [InlineData("name: a\nversion: 1.0.0\ninputs:\n{|LLMH2101:\t|}x: string\nmessages: []\n")]
    [InlineData("name: a\n{|LLMH2101:\t|}version: 1.0.0\n")]
    [InlineData("{|LLMH2101:\t|}name: a\nversion: 1.0.0\n")]
    [InlineData("# About.\n\nname: a\nversion: 1.0.0\nmodelParameters:\n  temperature: 0\n{|LLMH2101: \t|}seed: 1\nmessages: []\n")]
    public void The_line_that_begins_with_a_tab_is_named(string marked)
    {
        var problem = Assert.Single(PromptMarkup.Verify(marked).Problems);
        Assert.Equal("This is not valid YAML: the line is indented by a tab. Indent it by spaces.", problem.Message);

        // The same with the line ends of Windows, and behind a byte order mark.
        var (text, expected) = PromptMarkup.Read("\uFEFF" + marked.Replace("\n", "\r\n", StringComparison.Ordinal));
        var windows = Assert.Single(PromptParser.Parse(SourceText.From(text)).Problems);
        Assert.Equal((RuleIds.PromptSyntax, expected.Single().Span), (windows.RuleId, windows.Span));
    }

    [Theory]
    [InlineData(Head + "    content:\tHi\n")]
    [InlineData(Head + "    content: |\n      a\n      \tb\n")]
    [InlineData(Head + "    content: Hi\t\n")]
    [InlineData(Head + "    content: Hi\nmodelParameters: {\n\ttemperature: 0,\n\tseed: 1 }\n")]
    public void A_tab_that_indents_nothing_is_no_mistake(string text) => PromptMarkup.Verify(text);

    [Theory]
    [InlineData("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: |\n      a\n      \tb\n   {|LLMH2101:|}x: y\n")]
    public void Another_mistake_is_not_the_tab_of_a_text(string marked) =>
        Assert.DoesNotContain("tab", PromptMarkup.Message(marked), StringComparison.Ordinal);

    [Fact]
    public void The_front_matter_of_a_prompty_file_is_read_in_the_same_way() =>
        PromptMarkup.VerifyPrompty("---\nname: a\nversion: 1.0.0\ninputs:\n{|LLMH2101:\t|}x: string\n---\nuser:\nHi {{x}}\n");
}
