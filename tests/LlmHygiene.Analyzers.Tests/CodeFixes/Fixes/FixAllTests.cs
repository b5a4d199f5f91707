using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class FixAllTests
{
    private const string Source = """
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;
        class Desk(IChatClient chat)
        {
            public Task AskAsync() =>
                chat.GetResponseAsync("Summarise the news.", new ChatOptions { ModelId = "gpt-5.4", MaxOutputTokens = 5 });
            public Task AskTwiceAsync() =>
                chat.GetResponseAsync("Summarise the sports.", new ChatOptions { ModelId = "gpt-5.4", MaxOutputTokens = 5 });
        }
        """;

    [Fact]
    public async Task Dotnet_format_that_finds_another_rules_diagnostic_first_fixes_all()
    {
        var project = await LiveProject.Open(("Desk.cs", Source)).FormatAsync<ModelAliasFix>("LLMH1003", firstReported: "LLMH2001");
        Assert.Equal(Source.Replace("gpt-5.4", "gpt-5.4-2026-03-05", StringComparison.Ordinal), await project.TextAsync("Desk.cs"));
    }
}
