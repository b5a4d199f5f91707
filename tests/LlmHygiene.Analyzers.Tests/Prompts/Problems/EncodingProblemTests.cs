using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Problems;

/// <summary>A file that is not UTF-8 is another text on another machine.</summary>
public class EncodingProblemTests
{
    private const string Text = "name: cafe\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Describe the café in “two” words.\n";
    private const string Prompty = "---\nname: cafe\nversion: 1.0.0\n---\nuser:\nDescribe the café.\n";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    [Fact]
    public void UTF8_is_read_with_and_without_a_byte_order_mark()
    {
        Assert.Empty(Problems(Encoding.UTF8.GetBytes(Text), Encoding.UTF8));
        Assert.Empty(Problems([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], Encoding.UTF8));
        Assert.Empty(Problems(Encoding.UTF8.GetBytes(Text), s_strict));
        Assert.Empty(PromptParser.Parse(SourceText.From(Text)).Problems);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_reported_at_the_first_of_them()
    {
        var bytes = Encoding.Latin1.GetBytes(Text.Replace('“', '"').Replace('”', '"'));
        Assert.Equal(
            [(5, 30, "The file is not UTF-8: this character cannot be read. Save the file as UTF-8.")],
            Problems(bytes, Encoding.UTF8)
        );
        Assert.Equal(
            [(6, 17, "The file is not UTF-8: this character cannot be read. Save the file as UTF-8.")],
            Problems(Encoding.Latin1.GetBytes(Prompty), Encoding.UTF8, PromptFormat.Prompty)
        );

        // Cut in the middle of a character.
        Assert.Single(
            Problems([.. "name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: caf"u8, 0xC3, .. " }"u8], Encoding.UTF8)
        );
    }

    [Fact]
    public void Text_that_was_read_in_another_encoding_is_reported()
    {
        // Windows, whose compiler falls back to the code page of the machine.
        Assert.Equal(
            [(5, 30, "The file was read as iso-8859-1. Save the file as UTF-8.")],
            Problems(Encoding.Latin1.GetBytes(Text), Encoding.Latin1)
        );
        var ascii = Text.Replace("é", "e", StringComparison.Ordinal).Replace('“', '"').Replace('”', '"');
        Assert.Empty(Problems(Encoding.Latin1.GetBytes(ascii), Encoding.Latin1));

        // With a byte order mark it is read rightly, and is no UTF-8 all the same.
        Assert.Equal(
            [(1, 1, "The file was read as utf-16. Save the file as UTF-8.")],
            Problems([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(ascii)], Encoding.UTF8)
        );
        Assert.Contains(
            (1, 2, "The file is not text in UTF-8. Save the file as UTF-8."),
            Problems(Encoding.Unicode.GetBytes(ascii), Encoding.UTF8)
        );
    }

    [Fact]
    public void The_replacement_character_itself_is_text_where_it_was_read_strictly()
    {
        var bytes = Encoding.UTF8.GetBytes(Text.Replace("café", "\uFFFD", StringComparison.Ordinal));
        Assert.Empty(Problems(bytes, s_strict));
        Assert.Single(Problems(bytes, Encoding.UTF8));
        Assert.Empty(PromptParser.Parse(SourceText.From(Text.Replace("café", "\\uFFFD", StringComparison.Ordinal))).Problems);
    }

    [Fact]
    public void The_prompt_keeps_its_class_and_is_broken()
    {
        var model = PromptParser.Parse(SourceText.From(Encoding.Latin1.GetBytes(Text), 0 + Text.Length, Encoding.UTF8)).Model!;
        Assert.True(model.IsBroken);
        Assert.Equal("CafePrompt", model.FamilyName);
    }

    [Fact]
    public void A_partial_is_reported_in_its_file_and_breaks_the_prompts_that_include_it()
    {
        var bytes = Encoding.Latin1.GetBytes("Be café.");
        var partial = PromptPartial.Of("style", SourceText.From(bytes, bytes.Length, Encoding.UTF8));
        var partials = PromptPartials.From([partial]);
        var problem = Assert.Single(partials.ProblemsOf(partial));
        Assert.Equal((RuleIds.PromptSyntax, new TextSpan(6, 1)), (problem.RuleId, problem.Span));
        var prompt = PromptMarkup.Verify("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: \"{{> style}}\"\n", partials);
        Assert.True(prompt.Model!.IsBroken);
    }

    private static (int Line, int Column, string Message)[] Problems(
        byte[] bytes,
        Encoding encoding,
        PromptFormat format = PromptFormat.PromptYaml
    ) =>
        [
            .. PromptParser
                .Parse(SourceText.From(bytes, bytes.Length, encoding), PromptPartials.None, format)
                .Problems.Where(problem => problem.Message.EndsWith("Save the file as UTF-8.", StringComparison.Ordinal))
                .Select(problem => (problem.LineSpan.Start.Line + 1, problem.LineSpan.Start.Character + 1, problem.Message)),
        ];
}
