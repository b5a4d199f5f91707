using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>Builds the samples as anyone does who has cloned the repository.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly DirectoryInfo _artifacts = Directory.CreateTempSubdirectory("llmhygiene-sample-");

    public void Dispose() => _artifacts.Delete(recursive: true);

    [Fact]
    public async Task LegacyAssistant_shows_its_violations_and_fails_in_a_strict_build()
    {
        (await BuildAsync("LegacyAssistant"))
            .Succeeded()
            .Reports(
                "Chat/EscalationDesk.cs(20): warning LLMH2001",
                "Chat/EscalationDesk.cs(27): warning LLMH2001",
                "Chat/ReplyWriter.cs(12): warning LLMH2001",
                "Chat/TicketClassifier.cs(30): warning LLMH2001",
                "Chat/TicketSummarizer.cs(18): warning LLMH1002",
                "Chat/TicketSummarizer.cs(18): warning LLMH2001",
                "Chat/TicketSummarizer.cs(24): warning LLMH1002",
                "Knowledge/ReleaseNotes.cs(38): warning LLMH3003",
                "Knowledge/TicketIndex.cs(12): warning LLMH1002",
                "Program.cs(26): warning LLMH2001",
                "Responses/ResponsesAssistant.cs(27): warning LLMH1001",
                "Responses/ResponsesAssistant.cs(27): warning LLMH2001",
                "Responses/ResponsesAssistant.cs(38): warning LLMH1001",
                "Responses/ResponsesAssistant.cs(38): warning LLMH3003",
                "Responses/ResponsesAssistant.cs(44): warning LLMH1001",
                "Responses/ResponsesAssistant.cs(44): warning LLMH2001"
            );

        var strict = (await BuildAsync("LegacyAssistant", "--no-restore", "-p:LlmHygieneMode=Strict")).Failed();
        Assert.Equal(16, strict.Findings.Count(finding => finding.Contains(": error LLMH", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "Chat/EscalationDesk.cs(20): warning LLMH4001",
                "Chat/EscalationDesk.cs(20): warning LLMH5001",
                "Chat/EscalationDesk.cs(21): warning LLMH1003",
                "Chat/EscalationDesk.cs(27): warning LLMH4001",
                "Chat/EscalationDesk.cs(27): warning LLMH5001",
                "Chat/EscalationDesk.cs(27): warning LLMH1003",
                "Chat/ReplyWriter.cs(8): warning LLMH1003",
                "Chat/ReplyWriter.cs(12): warning LLMH5001",
                "Chat/TicketClassifier.cs(23): warning LLMH5001",
                "Chat/TicketClassifier.cs(30): warning LLMH4001",
                "Chat/TicketClassifier.cs(30): warning LLMH5001",
                "Chat/TicketClassifier.cs(41): warning LLMH4001",
                "Chat/TicketClassifier.cs(41): warning LLMH5001",
                "Chat/TicketSummarizer.cs(18): warning LLMH5001",
                "Chat/TicketSummarizer.cs(24): warning LLMH5001",
                "Chat/TicketSummarizer.cs(30): warning LLMH1003",
                "Knowledge/ReleaseNotes.cs(20): warning LLMH1003",
                "Knowledge/ReleaseNotes.cs(21): warning LLMH3002",
                "Knowledge/ReleaseNotes.cs(26): warning LLMH5001",
                "Knowledge/ReleaseNotes.cs(29): warning LLMH5001",
                "Knowledge/ReleaseNotes.cs(36): warning LLMH4001",
                "Knowledge/ReleaseNotes.cs(36): warning LLMH5001",
                "Knowledge/TicketIndex.cs(12): warning LLMH5001",
                "Responses/ResponsesAssistant.cs(27): warning LLMH5001",
                "Responses/ResponsesAssistant.cs(38): warning LLMH5001",
                "Responses/ResponsesAssistant.cs(44): warning LLMH4001",
                "Responses/ResponsesAssistant.cs(44): warning LLMH5001",
            ],
            strict.Findings.Where(finding => !finding.Contains(": error LLMH", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task SupportDesk_has_nothing_to_report_in_a_strict_build() =>
        (await BuildAsync("SupportDesk", "-p:LlmHygieneMode=Strict")).Succeeded().Reports();

    private Task<BuildResult> BuildAsync(string sample, params string[] arguments) =>
        DotNet.RunAsync(
            Path.Combine(Repository.Root, "samples", sample),
            ["build", "-m:1", "--tl:off", "-clp:NoSummary", "--artifacts-path", _artifacts.FullName, .. arguments]
        );
}
