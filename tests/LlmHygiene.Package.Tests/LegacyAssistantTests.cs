using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The sample as anyone builds it who has cloned the repository.</summary>
public sealed class LegacyAssistantTests
{
    [Fact]
    public async Task The_sample_shows_its_violations_and_fails_in_a_strict_build()
    {
        var artifacts = Directory.CreateTempSubdirectory("llmhygiene-sample-");
        try
        {
            (await BuildAsync()).Succeeded().Reports(
                "Chat/EscalationDesk.cs(20): warning LLMH2001",
                "Chat/EscalationDesk.cs(27): warning LLMH2001",
                "Chat/ReplyWriter.cs(12): warning LLMH2001",
                "Chat/TicketClassifier.cs(30): warning LLMH2001",
                "Chat/TicketSummarizer.cs(18): warning LLMH1002",
                "Chat/TicketSummarizer.cs(18): warning LLMH2001",
                "Chat/TicketSummarizer.cs(24): warning LLMH1002",
                "Knowledge/TicketIndex.cs(12): warning LLMH1002",
                "Responses/ResponsesAssistant.cs(27): warning LLMH1001",
                "Responses/ResponsesAssistant.cs(27): warning LLMH2001",
                "Responses/ResponsesAssistant.cs(38): warning LLMH1001",
                "Responses/ResponsesAssistant.cs(44): warning LLMH1001",
                "Responses/ResponsesAssistant.cs(44): warning LLMH2001");

            var strict = (await BuildAsync("--no-restore", "-p:LlmHygieneMode=Strict")).Failed();
            Assert.Equal(13, strict.Findings.Count);
            Assert.All(strict.Findings, finding => Assert.Contains(": error LLMH", finding));

            Task<BuildResult> BuildAsync(params string[] arguments) => DotNet.RunAsync(
                Path.Combine(Repository.Root, "samples", "LegacyAssistant"),
                ["build", "-m:1", "--tl:off", "-clp:NoSummary", "--artifacts-path", artifacts.FullName, .. arguments]);
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }
}
