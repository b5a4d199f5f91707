using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Tests.Prompts.Model;

public class SemanticVersionTests
{
    [Fact]
    public void Precedence_is_that_of_the_specification()
    {
        string[] ordered =
        [
            "0.9.9",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0",
        ];
        var versions = ordered.Select(text => SemanticVersion.TryParse(text)!).ToArray();
        Assert.Equal(ordered, versions.Reverse().Order().Select(version => version.ToString()));
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("0.0.0")]
    [InlineData("1.2.3-rc.1+build.05")]
    [InlineData("1.2.3--")]
    public void A_version_is_written_as_it_was_read(string text) => Assert.Equal(text, SemanticVersion.TryParse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.2.3")]
    [InlineData("1.2.-3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3+")]
    [InlineData("1.2.3-ü")]
    [InlineData("99999999999.0.0")]
    [InlineData(" 1.2.3")]
    [InlineData("٣.1.1")]
    public void Everything_else_is_not_a_version(string text) => Assert.Null(SemanticVersion.TryParse(text));
}
