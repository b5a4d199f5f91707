using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class ModelDecidedElsewhereFixTests
{
    private const string Source = """
        class Desk(IChatClient chat)
        {
            public Task AskAsync(string text) => chat.{|LLMH1002:GetResponseAsync|}(text);
            public Task AskTwiceAsync(string text) => chat.{|LLMH1002:GetResponseAsync|}(text + text);
        }
        """;

    [Fact]
    public Task A_project_without_an_editorconfig_gets_one() => VerifyAsync(null, "[*.cs]\nllmhygiene.injected_model = host\n");

    [Theory]
    [InlineData("root = true\n", "root = true\n\n[*.cs]\nllmhygiene.injected_model = host\n")]
    [InlineData("root = true", "root = true\n\n[*.cs]\nllmhygiene.injected_model = host\n")]
    [InlineData(
        "[*.cs]\nindent_size = 4\n\n[*.md]\nindent_size = 2\n",
        "[*.cs]\nindent_size = 4\nllmhygiene.injected_model = host\n\n[*.md]\nindent_size = 2\n"
    )]
    [InlineData("[*.cs]\r\nindent_size = 4\r\n", "[*.cs]\r\nindent_size = 4\r\nllmhygiene.injected_model = host\r\n")]
    [InlineData("[*.cs]\nllmhygiene.injected_model = ask\n", "[*.cs]\nllmhygiene.injected_model = host\n")]
    public Task Existing_settings_of_an_editorconfig_are_kept(string before, string after) => VerifyAsync(before, after);

    private static Task VerifyAsync(string? before, string after)
    {
        var test = FixTest.Create<ModelDecidedElsewhereFix>("LLMH1002", Source, PromptMarkup.Read(Source).Text, before, after);
        test.NumberOfFixAllIterations = test.NumberOfIncrementalIterations = 1;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
