using System.Text.Json.Nodes;
using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Audit.Writing.Sarif;
using LlmHygiene.Tool.Audit.Writing.Tables;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>What counts as a change, and how the formats escape names.</summary>
public sealed class AuditDiffTests
{
    [Fact]
    public void A_report_does_not_differ_from_itself() =>
        Assert.True(AuditDiff.Between(Report([Call(1), Call(2)]), Report([Call(1), Call(2)])).IsEmpty);

    [Fact]
    public void A_moved_line_is_not_a_change() =>
        Assert.True(AuditDiff.Between(Report([Call(1), Call(9)]), Report([Call(5), Call(20)])).IsEmpty);

    [Fact]
    public void A_second_call_of_a_member_is_added_and_the_other_stays()
    {
        var change = Assert.Single(AuditDiff.Between(Report([Call(1, "a")]), Report([Call(1, "b"), Call(3, "a")])).Calls);
        Assert.Equal((AuditChangeKind.Added, "A.cs:1 A.M"), (change.Kind, change.Subject));
    }

    [Fact]
    public void A_changed_call_names_only_the_fields_that_changed()
    {
        var change = Assert.Single(AuditDiff.Between(Report([Call(1, "a")]), Report([Call(2, "b")])).Calls);
        Assert.Equal([new AuditFieldChange("model", "Constant(a)", "Constant(b)")], change.Fields);
    }

    [Fact]
    public void A_call_in_another_member_is_another_call() =>
        Assert.Equal(
            [AuditChangeKind.Added, AuditChangeKind.Removed],
            AuditDiff.Between(Report([Call(1)]), Report([Call(1) with { Member = "A.Other" }])).Calls.Select(change => change.Kind)
        );

    [Fact]
    public void A_violation_that_got_worse_has_changed_and_a_second_one_is_added()
    {
        var before = Violation("warning", 3);
        var changes = AuditDiff
            .Between(Report([], [before]), Report([], [before with { Severity = "error", Line = 4 }, before]))
            .Violations;
        Assert.Equal([(AuditChangeKind.Added, "LLMH2001 A.cs:4")], changes.Select(change => (change.Kind, change.Subject)));
        var worse = Assert.Single(AuditDiff.Between(Report([], [before]), Report([], [before with { Severity = "error" }])).Violations);
        Assert.Equal([new AuditFieldChange("severity", "warning", "error")], worse.Fields);
    }

    [Fact]
    public void Names_from_code_are_text_in_markdown()
    {
        var report = Report([Call(1, "<b>a|b*_c_</b> @team") with { Member = "A`1.M" }]);
        var markdown = AuditMarkdown.Write(report, null);
        Assert.Contains(@"A\`1.M", markdown, StringComparison.Ordinal);
        Assert.Contains(@"&lt;b&gt;a\|b\*\_c\_&lt;/b&gt; @" + "\u200Bteam", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "x@1.0.0",
            AuditMarkdown.Write(Report([Call(1) with { Prompt = new AuditPromptUse("Tagged", "x", "1.0.0") }]), null),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Markup_in_names_is_text_in_the_table() =>
        Assert.Contains("[red]x[/] {0}", AuditTable.Text(Report([Call(1, "[red]x[/] {0}")]), null), StringComparison.Ordinal);

    [Fact]
    public void A_long_list_is_cut_in_markdown_with_a_note() =>
        Assert.Contains(
            "\nAnd 20 more.\n",
            AuditMarkdown.Write(Report([.. Enumerable.Range(1, 120).Select(line => Call(line))]), null),
            StringComparison.Ordinal
        );

    [Fact]
    public void Paths_are_escaped_in_sarif_and_fingerprints_ignore_lines()
    {
        var one = Result(Violation("warning", 3) with { Path = "a #1/ü.cs" });
        var moved = Result(Violation("error", 30) with { Path = "a #1/ü.cs" });
        Assert.Equal("a%20%231/%C3%BC.cs", (string)one["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!);
        Assert.Equal((string)one["partialFingerprints"]!["llmHygiene/v1"]!, (string)moved["partialFingerprints"]!["llmHygiene/v1"]!);

        static JsonNode Result(AuditViolation violation) =>
            JsonNode.Parse(SarifWriter.Write(Report([], [violation])))!["runs"]![0]!["results"]![0]!;
    }

    [Theory]
    [InlineData("\u001b[31m\"}],\"x\":[{\r\n\u2028\0")]
    [InlineData("</script><b>|`${x}`@team \u202Etxt")]
    public void Any_message_is_text_in_sarif(string text)
    {
        var sarif = SarifWriter.Write(Report([], [Violation("warning", 3) with { Message = text, Member = text, Path = "../../" + text }]));
        Assert.DoesNotContain('\u001b', sarif);
        var result = JsonNode.Parse(sarif)!["runs"]![0]!["results"]![0]!;
        Assert.Equal(text, (string)result["message"]!["text"]!);
        var place = result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;
        Assert.Equal("SRCROOT", (string)place["uriBaseId"]!);
        Assert.DoesNotContain((string)place["uri"]!, static c => c is '<' or '>' or '"' or ' ' || char.IsControl(c));
    }

    [Fact]
    public void Rules_about_weaknesses_name_them_in_sarif()
    {
        var run = JsonNode.Parse(SarifWriter.Write(Report([])))!["runs"]![0]!;
        var rule = run["tool"]!["driver"]!["rules"]!.AsArray().Single(one => (string)one!["id"]! == "LLMH6001")!;
        Assert.Contains("external/cwe/cwe-798", rule["properties"]!["tags"]!.AsArray().Select(tag => (string)tag!));
        Assert.Contains("CWE-798", (string)rule["help"]!["text"]!, StringComparison.Ordinal);
        var target = rule["relationships"]![0]!["target"]!;
        Assert.Equal("798", (string)run["taxonomies"]![(int)target["toolComponent"]!["index"]!]!["taxa"]![(int)target["index"]!]!["id"]!);
        Assert.Equal("CWE", (string)run["tool"]!["driver"]!["supportedTaxonomies"]![0]!["name"]!);
    }

    private static AuditCall Call(int line, string model = "m") =>
        new()
        {
            Project = "A.csproj",
            Path = "A.cs",
            Line = line,
            Column = 1,
            Member = "A.M",
            Sdk = "OpenAI",
            Operation = "chat",
            Model = new AuditModelUse("Constant", model),
            Prompt = new AuditPromptUse("Untagged"),
            Limit = new AuditLimit("Unset"),
            Cancellation = "Passed",
            Via = "Sdk",
        };

    private static AuditViolation Violation(string severity, int line) =>
        new("LLMH2001", severity, "No version.", "A.csproj", "A.cs", line, 1, "A.M");

    private static AuditReport Report(IReadOnlyList<AuditCall> calls, IReadOnlyList<AuditViolation>? violations = null) =>
        new()
        {
            Tool = new AuditTool("llm-hygiene", "1.0.0"),
            Root = "A.csproj",
            AsOf = "2026-01-01",
            CatalogAsOf = "2026-01-01",
            Summary = new AuditSummary
            {
                Projects = 1,
                Calls = 0,
                Prompts = 0,
                Models = 0,
                Errors = 0,
                Warnings = 0,
                Suggestions = 0,
                NotRead = 0,
                FixedTokens = 0,
                Cost = new AuditCost(null, null),
                PricedCalls = 0,
            },
            Projects = [],
            Calls = calls,
            Prompts = [],
            Models = [],
            Tiers = [],
            Savings = [],
            Retirements = [],
            Violations = violations ?? [],
            NotRead = [],
        };
}
