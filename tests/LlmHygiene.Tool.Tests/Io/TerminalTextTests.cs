using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Tests.Io;

/// <summary>What comes from telemetry or code cannot steer a terminal or break a row.</summary>
public class TerminalTextTests
{
    [Theory]
    [InlineData("red\u001b[31m", "red [31m")]
    [InlineData("title\u001b]0;x\u0007", "title ]0;x ")]
    [InlineData("c1\u009b31m", "c1 31m")]
    [InlineData("a\nb\rc\td\0e\u007Ff", "a b c d e f")]
    [InlineData("line\u2028paragraph\u2029next\u0085", "line paragraph next ")]
    [InlineData("bidi\u202Etxt.exe\u2066\u2069\u200F", "bidi txt.exe   ")]
    [InlineData("hidden\u200B\uFEFF\u00ADtext", "hidden   text")]
    [InlineData("tags\U000E0041\U000E0042", "tags  ")]
    public void What_steers_or_hides_is_a_space(string text, string shown)
    {
        Assert.Equal(shown, TerminalText.Of(text));
        Assert.DoesNotContain(MarkdownText.Of(text), static c => char.IsControl(c) || c is '\u202E' or '\u2028');
    }

    [Theory]
    [InlineData("plain, ünïcode, 日本語, עברית")]
    [InlineData("family 👨‍👩‍👧 and نمی‌خواهم")]
    [InlineData("")]
    public void Letters_of_any_language_stay(string text) => Assert.Equal(text, TerminalText.Of(text));

    [Fact]
    public void A_message_keeps_its_lines() => Assert.Equal("a\r\n\tb c", TerminalText.OfLines("a\r\n\tb\u001bc"));
}
