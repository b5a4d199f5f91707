using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Reporting.Baseline;

/// <summary>An entry that no longer occurs is reported, so that the file can only shrink; in case of doubt it is not.</summary>
public class StaleEntryTests
{
    private const string Asks =
        "class Asks(OpenAI.Chat.ChatClient client) { public Task AskAsync() => client.CompleteChatAsync(\"Answer it.\"); }";
    private const string Line = "Asks.AskAsync LLMH2001 call CompleteChatAsync";

    [Fact]
    public void It_is_reported_at_its_line_once_with_the_fix()
    {
        var found = Assert.Single(BaselineRun.Of(Asks).Diagnostics("# Ours.", Line, "  Asks.TellAsync LLMH2001 call CompleteChatAsync"));
        Assert.Equal("LLMH0002", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal(BaselineRun.Path + ": (2,2)-(2,48)", found.Location.GetLineSpan().ToString());
        Assert.Equal(
            "'Asks.TellAsync LLMH2001 call CompleteChatAsync' no longer occurs: remove the line, or run 'llm-hygiene baseline --prune'",
            found.GetMessage(null)
        );
    }

    [Theory]
    [InlineData("Asks.AskAsync LLMH2001 call CompleteChatAsync #2")]
    [InlineData("Asks.AskAsync LLMH2001 call GetResponseAsync")]
    [InlineData("Asks.AskAsync LLMH1001 call CompleteChatAsync")]
    [InlineData("Gone.AskAsync LLMH2001 call CompleteChatAsync")]
    [InlineData("Asks.AskAsync LLMH2001 razor CompleteChatAsync")]
    [InlineData("Asks.AskAsync LLMH3001 http PostAsync")]
    [InlineData("Asks.AskAsync LLMH3002 telemetry Build")]
    [InlineData("Asks.AskAsync LLMH3004 telemetry EnableSensitiveData")]
    [InlineData("ask@1.0.0 LLMH1004 prompt gpt-3.5-turbo")]
    [InlineData("ask@1.0.0 LLMH2111 prompt")]
    [InlineData("ask@1.0.0 LLMH2112 prompt inputs.who")]
    [InlineData("ask@1.0.0 LLMH4001 prompt")]
    [InlineData("ask@1.0.0 LLMH4003 prompt")]
    [InlineData("ask@1.0.0 LLMH1004 method gpt-3.5-turbo")]
    [InlineData("ask@1.0.0 LLMH4001 method")]
    [InlineData("Asks.AskAsync LLMH5001 call GetResponseAsync")]
    [InlineData("ask@1.0.0 LLMH2111 method")]
    public void Each_kind_has_one_analyzer_that_reports_it(string gone) =>
        Assert.Equal(["llmhygiene.baseline(2): LLMH0002"], BaselineRun.Of(Asks).Reports(Line, gone));

    [Fact]
    public void It_is_reported_where_nothing_calls_a_model_any_more() =>
        Assert.Equal(["llmhygiene.baseline(1): LLMH0002"], BaselineRun.Of("class Asks;").Reports(Line));

    [Theory]
    [InlineData("LLMH2001", ReportDiagnostic.Suppress)]
    [InlineData("LLMH0002", ReportDiagnostic.Suppress)]
    public void It_is_not_reported_where_the_rule_is_off(string rule, ReportDiagnostic severity)
    {
        var run = BaselineRun.Of(Asks);
        Assert.Empty(
            (run with { Severities = run.Severities.Add(rule, severity) }).Reports(Line, "Asks.TellAsync LLMH2001 call CompleteChatAsync")
        );
    }

    [Fact]
    public void A_rule_that_is_not_known_is_left_alone() =>
        Assert.Empty(BaselineRun.Of(Asks).Reports(Line, "Asks.AskAsync LLMH9999 call CompleteChatAsync"));

    [Fact]
    public void A_violation_that_a_pragma_suppresses_still_exists() =>
        Assert.Empty(BaselineRun.Of("#pragma warning disable LLMH2001\n" + Asks).Reports(Line));

    [Fact]
    public void Code_that_a_directive_excludes_still_counts_as_present()
    {
        var run = BaselineRun.Of(
            "class Asks(OpenAI.Chat.ChatClient client) {\n#if DEBUG\npublic Task AskAsync() => client.CompleteChatAsync(\"Answer "
                + "it.\");\n#endif\n}"
        );
        Assert.Empty(run.Reports(Line));
        Assert.Empty((run with { Symbols = ["DEBUG"] }).Reports(Line));
        Assert.Equal(["llmhygiene.baseline(2): LLMH0002"], run.Reports(Line, "Asks.AskAsync LLMH2001 call GetResponseAsync"));
    }

    [Theory]
    [InlineData("tfm=net8.0", "net10.0", false)]
    [InlineData("tfm=net8.0", "net8.0", true)]
    [InlineData("tfm=net8.0,net10.0", "net10.0", true)]
    [InlineData("", "net8.0", true)]
    public void An_entry_of_other_frameworks_is_not_reported_in_this_one(string note, string framework, bool isTold) =>
        Assert.Equal(
            isTold ? ["llmhygiene.baseline(1): LLMH0002"] : [],
            (BaselineRun.Of("class Asks;") with { Framework = framework }).Reports((Line + " " + note).TrimEnd())
        );

    [Fact]
    public void An_entry_of_one_framework_is_accepted_in_all() =>
        Assert.Empty((BaselineRun.Of(Asks) with { Framework = "net10.0" }).Reports(Line + " tfm=net8.0"));

    [Fact]
    public void The_same_entry_in_two_frameworks_is_one_entry_of_both()
    {
        var run = BaselineRun.Of("class Asks;");
        string[] both = [Line + " tfm=net8.0", Line + " tfm=net9.0"];
        Assert.Single((run with { Framework = "net8.0" }).Reports(both));
        Assert.Single((run with { Framework = "net9.0" }).Reports(both));
        Assert.Empty((run with { Framework = "net10.0" }).Reports(both));
        Assert.Single((run with { Framework = "net10.0" }).Reports([.. both, Line]));
    }
}
