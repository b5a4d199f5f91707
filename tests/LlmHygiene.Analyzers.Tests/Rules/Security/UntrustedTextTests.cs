using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>Lines of the threat model that belong to no other class of tests.</summary>
public class UntrustedTextTests
{
    [Theory]
    [InlineData("{{secret}}")]
    [InlineData("{{> part}}")]
    [InlineData("{{#if secret}}x{{/if}}")]
    [InlineData("{{#each secret}}{{this}}{{/each}}")]
    [InlineData("}}{{secret}}{{")]
    [InlineData("\" + secret + \"")]
    [InlineData("{secret}")]
    public void A_value_is_never_a_template(string value)
    {
        var project = PromptProject.With(
            "name: greet\nversion: 1.0.0\ninputs: { who: string, secret: string }\nmessages:\n"
                + "  - { role: system, content: \"{{secret}}\" }\n  - { role: user, content: \"Hi {{who}}.\" }\n"
        ) with
        {
            Source =
                "public static class Test { public static string Run() => new Shop.Prompts.GreetPrompt.V1 { Who = "
                + Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true)
                + ", Secret = \"hidden\" }.ToMessages()[1].Text; }",
        };
        Assert.Equal($"Hi {value}.", project.Run<string>());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/Windows/win.ini")]
    [InlineData("https://example.com/part")]
    [InlineData("..")]
    public void A_partial_is_a_file_of_the_project_whatever_its_name_says(string name)
    {
        var result = PromptParser.Parse(
            SourceText.From($"name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: \"Hi {{{{> {name}}}}}\"\n"),
            PromptPartials.None
        );
        Assert.NotEmpty(result.Problems);
    }

    [Fact]
    public async Task A_message_about_hidden_characters_has_none()
    {
        const string Hidden = "\\u202E \\u200B\\u200C\\u200D \\U000E001B\\U000E005B\\U000E0033\\U000E0031\\U000E006D";
        var found = await RuleTest.DiagnosticsAsync<SourceTextAnalyzer>([
            $"class C(IChatClient client) {{ public object Ask() => client.GetResponseAsync(\"Say {Hidden} it\"); }}",
        ]);
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.DoesNotContain(one.GetMessage(null), static c => c < ' ' || c > 0x2026));
        Assert.Contains(found, one => one.GetMessage(null).Contains("'?[31m'", StringComparison.Ordinal));
    }

    [Fact]
    public void Huge_prompt_files_end()
    {
        var text =
            "name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: |\n"
            + string.Concat(Enumerable.Repeat("      sk-a\u200Bb \n", 50_000));
        Assert.Equal(50_000, PromptProject.With(text).Analyze(new PromptTextAnalyzer()).Length);
    }
}
