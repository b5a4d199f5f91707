using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>
/// Builds the samples as anyone does who has cloned the repository, next to what was built for the packages: the analyzers and the runtime
/// are not compiled again.
/// </summary>
public sealed class SampleTests(PackedPackages packages)
{
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

    [Fact]
    public async Task LegacyAssistant_prints_a_table_of_its_calls_with_no_change_to_its_code()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a program be told to trust the certificate of the offline server.");
        (await BuildAsync("LegacyAssistant", "-p:LlmHygieneMode=None")).Succeeded();
        (await BuildAsync("SupportDesk")).Succeeded();

        Assert.Equal(
            [
                "LegacyAssistant.Chat.TicketClassifier.ClassifyAsync | gpt-5.4-mini-2026-03-17 | classify-ticket 2.1.0 | tokens | cost",
                "LegacyAssistant.Chat.TicketClassifier.RateUrgencyAsync | gpt-5.4-mini-2026-03-17 | hash | tokens | cost",
                "LegacyAssistant.Chat.TicketClassifier.DetectLanguageAsync | gpt-5.4-mini | detect-language 1.0.0 | tokens | cost",
                "LegacyAssistant.Chat.EscalationDesk.NeedsHumanAsync | gpt-5.4-mini | - | tokens | cost",
                "LegacyAssistant.Chat.EscalationDesk.ExplainAsync | gpt-5.4 | hash | tokens | cost",
                "LegacyAssistant.Knowledge.ReleaseNotes.FindAsync | text-embedding-3-small | - | - | -",
                "LegacyAssistant.Knowledge.ReleaseNotes.FindAsync#2 | text-embedding-3-small | - | - | -",
                "LegacyAssistant.Knowledge.ReleaseNotes.FindAsync#3 | gpt-5.4-mini | explain-note 1.3.0 | tokens | cost",
                "LegacyAssistant.Responses.ResponsesAssistant.DraftAsync | gpt-5.4-mini-2026-03-17 | hash | tokens | cost",
                "LegacyAssistant.Responses.ResponsesAssistant.TranslateAsync | gpt-5.4-mini-2026-03-17 "
                    + "| translate-ticket 1.0.2 | tokens | cost",
                "LegacyAssistant.Responses.ResponsesAssistant.PolishAsync | gpt-5.4-mini-2026-03-17 | hash | tokens | cost",
            ],
            await CallsAsync([])
        );
        // The calls through a provider, which operations deploys.
        Assert.Equal(
            [
                "LegacyAssistant.Chat.TicketSummarizer.SummarizeAsync | gpt-5.4-mini-2026-03-17 | hash | tokens | cost",
                "LegacyAssistant.Chat.TicketSummarizer.AnswerAsync | gpt-5.4-mini-2026-03-17 | hash | tokens | cost",
                "LegacyAssistant.Chat.TicketSummarizer.AskAsync | gpt-5.4-mini | - | tokens | cost",
                "LegacyAssistant.Chat.ReplyWriter.WriteAsync | gpt-5.4 | hash | tokens | cost",
                "LegacyAssistant.Knowledge.TicketIndex.AddAsync | text-embedding-3-small | - | tokens | cost",
            ],
            await CallsAsync([("ASSISTANT_PROVIDER", OutputOf("SupportDesk"))])
        );
    }

    // The rows of the table, with its numbers replaced by what they are: they differ from run to run.
    private async Task<IEnumerable<string>> CallsAsync((string, string)[] environment)
    {
        var table = Path.Combine(packages.Artifacts, "calls.txt");
        var run = await DotNet.RunProgramAsync(
            Path.GetDirectoryName(OutputOf("LegacyAssistant"))!,
            Repository.DotNetHost,
            [("LLMHYGIENE_SUMMARY", table), .. environment],
            OutputOf("SupportDesk"),
            "offline",
            Repository.DotNetHost,
            OutputOf("LegacyAssistant")
        );
        run.Succeeded();
        return File.ReadLines(table)
            .Skip(2)
            .Select(static line => System.Text.RegularExpressions.Regex.Split(line, "  +"))
            .Select(cells =>
            {
                Assert.Equal(10, cells.Length);
                // One call, no problem, two latencies.
                Assert.Equal(("1", "0"), (cells[3], cells[4]));
                Assert.All(cells[5..7], static latency => Assert.Matches(@"^\d+\.\d{3} s$", latency));
                return string.Join(
                    " | ",
                    cells[0],
                    cells[1],
                    cells[2].StartsWith("sha256:", StringComparison.Ordinal) ? "hash" : cells[2],
                    int.TryParse(cells[7], out var input) && input > 0 ? "tokens" : cells[7],
                    cells[9].StartsWith("$0.000", StringComparison.Ordinal) ? "cost" : cells[9]
                );
            });
    }

    private string OutputOf(string sample) => Path.Combine(packages.Artifacts, "bin", sample, "release", sample + ".dll");

    private Task<BuildResult> BuildAsync(string sample, params string[] arguments)
    {
        // The compiler runs again, and reports.
        var compiled = Path.Combine(packages.Artifacts, "obj", sample, "release");
        if (Directory.Exists(compiled))
            Directory.Delete(compiled, recursive: true);
        return DotNet.RunAsync(
            Path.Combine(Repository.Root, "samples", sample),
            [
                "build",
                "-c",
                "Release",
                "-m:1",
                "--tl:off",
                "-clp:NoSummary",
                "--artifacts-path",
                packages.Artifacts,
                $"-p:Version={packages.Version}",
                "-p:AnalyzeSources=false",
                .. arguments,
            ]
        );
    }
}
