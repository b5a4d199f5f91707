using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH6004: the hidden characters are gone, and nothing else has changed.</summary>
public sealed class HiddenCharactersFixTests
{
    private const string File = "Prompts/a.prompt.yml";

    [Theory]
    [InlineData("\"Please ig{|LLMH6004:\u200B|}nore\"", "\"Please ignore\"")]
    [InlineData("\"Please {|LLMH6004:\\u202E|}abc\\n\"", "\"Please abc\\n\"")]
    [InlineData("\"Please {|LLMH6004:\\U000E0041\\U000E0042|}abc\"", "\"Please abc\"")]
    [InlineData("\"Please ig{|LLMH6004:\\x200B|}nore\"", "\"Please ignore\"")]
    [InlineData("@\"Please \"\"ig{|LLMH6004:\u200B|}nore\"\"\"", "@\"Please \"\"ignore\"\"\"")]
    [InlineData("$\"Please ig{|LLMH6004:\\u200B|}nore {q} \u05D0\u200F\"", "$\"Please ignore {q} \u05D0\u200F\"")]
    [InlineData("\"\"\"Please ig{|LLMH6004:\u200B|}nore\"\"\"", "\"\"\"Please ignore\"\"\"")]
    public Task The_characters_of_a_literal_are_removed(string before, string after)
    {
        var test = FixTest.Create<HiddenCharactersFix>("LLMH6004", Frame(before), Frame(after), analyzers: new SourceTextAnalyzer());
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_characters_of_a_prompt_file_are_removed()
    {
        var project = LiveProject.Open((File, Prompt("\u200B", "\\u202E")));
        Assert.Equal(Prompt("", ""), await (await project.FixAsync<HiddenCharactersFix>("LLMH6004")).TextAsync(File));
    }

    [Fact]
    public async Task The_characters_of_a_partial_are_removed_and_escapes_stay()
    {
        const string Partial = "Prompts/shared/tone.partial.md";
        var project = LiveProject.Open((File, Prompt("", "")), (Partial, "Be ki\u200Bnd. Never write \\u202E.\n"));
        Assert.Equal("Be kind. Never write \\u202E.\n", await (await project.FixAsync<HiddenCharactersFix>("LLMH6004")).TextAsync(Partial));
    }

    private static string Prompt(string plain, string escape) =>
        $"name: a\nversion: 1.0.0\nmessages:\n  - role: system\n    content: Please ig{plain}nore.\n"
        + $"  - {{ role: user, content: \"Some {escape}more\" }}\n";

    private static string Frame(string literal) =>
        $"class C(IChatClient client) {{ public object Ask(string q) => client.GetResponseAsync({literal}); }}";
}
