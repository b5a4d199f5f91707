using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class PromptVersionNotFixedFixTests
{
    [Theory]
    [InlineData("\"latest\"", "\"1.0.0\"")]
    [InlineData("\"\"", "\"1.0.0\"")]
    [InlineData("@\"latest\"", "\"1.0.0\"")]
    [InlineData("string.Empty", "\"1.0.0\"")]
    public Task A_word_such_as_latest_becomes_a_version(string version, string result) =>
        VerifyAsync(Options("{|LLMH2002:" + version + "|}"), Options(result));

    [Theory]
    [InlineData("private const string Version = {|LLMH2002:\"latest\"|};", "private const string Version = \"1.0.0\";")]
    [InlineData("private const string Version = {|LLMH2002:\"\"|}; // fill in", "private const string Version = \"1.0.0\"; // fill in")]
    public Task A_constant_is_fixed_where_it_is_declared(string before, string after) =>
        VerifyAsync(Options("Version", before), Options("Version", after));

    [Fact]
    public Task The_version_of_a_scope_is_fixed_there()
    {
        const string Source = """
            class Desk(IChatClient chat)
            {
                public async Task AskAsync(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("summary", {|LLMH2002:"latest"|});
                    await chat.GetResponseAsync($"Shorten: {text}", new ChatOptions { ModelId = "m" });
                    await chat.GetResponseAsync($"Summarise: {text}", new ChatOptions { ModelId = "m" });
                }
            }
            """;
        return VerifyAsync(Source, PromptMarkup.Read(Source.Replace("latest", "1.0.0", StringComparison.Ordinal)).Text);
    }

    [Theory]
    [InlineData("Guid.NewGuid().ToString()")]
    [InlineData("DateTime.UtcNow.ToString(\"yyyyMMdd\")")]
    public Task What_is_computed_at_run_time_is_left_to_the_author(string version) =>
        FixTest.VerifyNoFixAsync<PromptVersionNotFixedFix>("LLMH2002", Options("{|LLMH2002:" + version + "|}"));

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest.VerifyAsync<PromptVersionNotFixedFix>("LLMH2002", source, fixedSource);

    private static string Options(string version, string field = "") =>
        $$"""
            class Desk(IChatClient chat)
            {
                {{field}}
                public Task AskAsync(string text) => chat.GetResponseAsync($"Summarise: {text}", new ChatOptions
                {
                    ModelId = "m",
                    AdditionalProperties = new() { ["prompt.name"] = "summary", ["prompt.version"] = {{version}} },
                });
            }
            """;
}
