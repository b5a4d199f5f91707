using System.Text.Json;
using System.Text.Json.Nodes;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Tests.Infrastructure;
using NJsonSchema;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>The audit of a solution, in every format.</summary>
public sealed class SolutionAuditTests(SolutionAuditFixture audit) : IClassFixture<SolutionAuditFixture>
{
    private readonly AuditReport _report = JsonSerializer.Deserialize(audit.Text("audit.json"), AuditJsonContext.Default.AuditReport)!;

    [Fact]
    public void It_exits_with_2_because_not_everything_could_be_read() => Assert.Equal(2, audit.First.Ends(2).ExitCode);

    [Fact]
    public void Every_call_is_a_row_with_the_facts_of_the_inventory() =>
        Assert.Equal(
            [
                "App/App.csproj App/Azure.cs:5 Azure.Mapped System.Net.Http chat Constant(mapped) FlowsIn FlowsIn NotPassed Http",
                "App/App.csproj App/Azure.cs:6 Azure.Unknown System.Net.Http chat Constant(gpt-4o) FlowsIn FlowsIn NotPassed Http",
                "App/App.csproj App/Desk.cs:11 Desk.SummarizeAsync LlmHygiene chat Constant(gpt-5.4) summarize@1.0.0 Set(100) Passed Sdk",
                "App/App.csproj App/Desk.cs:17 Desk.AskAsync Microsoft.Extensions.AI chat Constant(gpt-4o) Untagged Set(200) NotPassed Sdk",
                "App/App.csproj App/Desk.cs:21 Desk.KindAsync LlmHygiene chat Constant(claude-opus-4-8) classify@2.0.0 Unset "
                    + "Impossible Sdk",
                "Broken/Broken.csproj Broken/Half.cs:4 Half.Ask Microsoft.Extensions.AI chat Constant(gpt-4o) Untagged Unset NotPassed Sdk",
                "Lib/Lib.csproj Lib/Raw.cs:8 Raw.SendAsync System.Net.Http chat FlowsIn FlowsIn FlowsIn NotPassed Http",
                "Lib/Lib.csproj Lib/Raw.cs:10 Raw.OldAsync System.Net.Http text_completion FlowsIn FlowsIn FlowsIn NotPassed Http",
            ],
            _report.Calls.Select(call =>
                $"{call.Project} {call.Path}:{call.Line} {call.Member} {call.Sdk} {call.Operation} {call.Model} {call.Prompt} "
                + $"{call.Limit} {call.Cancellation} {call.Via}"
            )
        );

    [Fact]
    public void A_call_in_one_framework_names_it() =>
        Assert.Equal(
            ["Raw.OldAsync: netstandard2.0"],
            _report.Calls.Where(call => call.Frameworks is not null).Select(call => $"{call.Member}: {string.Join(',', call.Frameworks!)}")
        );

    [Fact]
    public void Prompts_have_their_tokens_lock_calls_and_uses() =>
        Assert.Equal(
            [
                "classify@2.0.0 method App/Desk.cs:26 claude-opus-4-8  ~5 unlocked calls App/Desk.cs:21 uses App/Desk.cs:21",
                "summarize@1.0.0 file App/Prompts/summarize.prompt.yml:2 gpt-5.4 small 9 unlocked calls App/Desk.cs:11 uses App/Desk.cs:11",
            ],
            _report.Prompts.Select(prompt =>
                $"{prompt.Name}@{prompt.Version} {prompt.Kind} {prompt.Path}:{prompt.Line} {prompt.Model} {prompt.Tier} "
                + $"{prompt.FixedTokens} {prompt.Lock} calls {Places(prompt.Calls)} uses {Places(prompt.Uses)}"
            )
        );

    [Fact]
    public void Prices_are_those_of_the_catalog_for_1000_calls()
    {
        // 9 tokens at $2.50 and 100 at $15 per million.
        Assert.Equal(new AuditCost(0.0225m, 1.5m), Call("SummarizeAsync").Cost);
        Assert.Equal(new AuditCost(null, 2m), Call("AskAsync").Cost);
        Assert.Equal(new AuditCost(0.025m, null), Call("KindAsync").Cost);
        Assert.Null(Call("SendAsync").Cost);
        Assert.Equal(new AuditCost(0.0475m, 3.5m), _report.Summary.Cost);
    }

    [Fact]
    public void Caches_and_batches_are_priced()
    {
        var prompt = Assert.Single(_report.Prompts, prompt => prompt.Name == "summarize");
        Assert.Equal((1024, "automatic", null), (prompt.Cache!.Minimum, prompt.Cache.Mark, prompt.Cache.SavesAtMost));

        // Half of the price of the calls.
        Assert.Equal(new AuditCost(0.01125m, 0.75m), prompt.BatchCost);
        Assert.Equal("missing", Assert.Single(_report.Prompts, prompt => prompt.Name == "classify").Cache!.Mark);
        var model = Assert.Single(_report.Models, model => model.Id == "claude-opus-4-8");
        Assert.Equal(
            (0.5m, 6.25m, 2.5m, 12.5m),
            (model.CacheReadPrice, model.CacheWritePrice, model.BatchInputPrice, model.BatchOutputPrice)
        );
        Assert.Contains("Caches, reasoning and batches", audit.Text("audit.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_mix_counts_calls_and_prompts_by_model_and_tier()
    {
        Assert.Equal(
            [
                "gpt-4o openai medium 2 0",
                "claude-opus-4-8 anthropic large 1 1",
                "gpt-5.4 openai medium 1 1",
                "gpt-4o - - 1 0",
                "mapped azure small 1 0",
                " - - 2 0",
            ],
            _report.Models.Select(model => $"{model.Id} {model.Provider ?? "-"} {model.Tier ?? "-"} {model.Calls} {model.Prompts}")
        );
        Assert.Equal(
            ["small 1 0", "medium 3 1", "large 1 1", "unknown 3 0"],
            _report.Tiers.Select(tier => $"{tier.Tier} {tier.Calls} {tier.Prompts}")
        );
    }

    [Fact]
    public void A_deployment_has_no_price_unless_the_list_of_the_project_has_it()
    {
        Assert.Equal(new AuditModelUse("Constant", "mapped", Deployment: true, "azure", "small"), Call("Mapped").Model);
        Assert.Equal(new AuditModelUse("Constant", "gpt-4o", Deployment: true), Call("Unknown").Model);
        Assert.Equal(
            ["gpt-4o - -", "mapped 1 2"],
            _report
                .Models.Where(model => model.Deployment)
                .Select(model =>
                    FormattableString.Invariant($"{model.Id} {model.InputPrice?.ToString() ?? "-"} {model.OutputPrice?.ToString() ?? "-"}")
                )
        );
    }

    [Fact]
    public void A_prompt_on_a_heavier_model_than_its_tier_has_a_saving()
    {
        var saving = Assert.Single(_report.Savings);
        Assert.Equal(("summarize", "small", "gpt-5.4", "medium"), (saving.Prompt, saving.Tier, saving.Model, saving.ModelTier));
        Assert.True(saving.CheaperOutputPrice < saving.OutputPrice && saving.CheaperInputPrice < saving.InputPrice);
        Assert.Equal((saving.OutputPrice - saving.CheaperOutputPrice) * 100 / 1000, saving.Saves.OutputAtMost);
    }

    [Fact]
    public void A_model_with_a_shutdown_date_is_listed_with_its_date_and_places()
    {
        var one = Assert.Single(_report.Retirements);
        Assert.Equal(("gpt-4o", "2027-01-14", true), (one.Model, one.ShutdownOn, one.IsPast));
        Assert.Equal("App/Desk.cs:17 Broken/Half.cs:4", Places(one.Places));
        Assert.NotNull(one.Replacement);
    }

    [Fact]
    public void Violations_have_their_effective_severity_and_no_inventory_entries()
    {
        Assert.Contains(
            _report.Violations,
            one => one is { Rule: "LLMH2001", Severity: "warning", Path: "App/Desk.cs", Line: 17, Member: "Desk.AskAsync" }
        );
        Assert.Contains(
            _report.Violations,
            one => one is { Rule: "LLMH2111", Severity: "suggestion", Path: "App/Prompts/summarize.prompt.yml" }
        );
        Assert.Contains(_report.Violations, one => one is { Rule: "LLMH3001", Path: "Lib/Raw.cs", Line: 8, Frameworks: null });
        Assert.Contains(
            _report.Violations,
            one => one is { Rule: "LLMH3001", Path: "Lib/Raw.cs", Line: 10, Frameworks: ["netstandard2.0"] }
        );
        Assert.DoesNotContain(_report.Violations, one => one.Rule == "LLMH0001");
    }

    [Fact]
    public void What_was_not_read_is_named_with_the_reason_in_every_format()
    {
        Assert.Equal(
            ["Broken/Broken.csproj compile", "Gone/Gone.csproj restore", "Old/Old.vbproj language"],
            _report.NotRead.Select(one => $"{one.Path} {one.Kind}")
        );
        Assert.Contains("Broken/Half.cs(5,12): CS0246", _report.NotRead[0].Reason, StringComparison.Ordinal);
        Assert.Contains("NU1", _report.NotRead[1].Reason, StringComparison.Ordinal);
        foreach (var file in SolutionAuditFixture.Files)
        {
            Assert.Contains("CS0246", audit.Text(file), StringComparison.Ordinal);
            Assert.Contains("Gone/Gone.csproj", audit.Text(file), StringComparison.Ordinal);
        }

        Assert.Equal(
            ["App/App.csproj", "Lib/Lib.csproj", "User/User.csproj"],
            _report.Projects.Where(project => project.IsComplete).Select(project => project.Path)
        );
    }

    [Theory]
    [InlineData("audit.json", "docs/schemas/audit.schema.json")]
    [InlineData("audit.sarif", "Schemas/sarif-2.1.0.json")]
    [InlineData("audit.cdx.json", "Schemas/bom-1.6.SNAPSHOT.schema.json")]
    public async Task It_matches_its_schema(string file, string schema)
    {
        var read = await ReadSchemaAsync(schema);
        Assert.Empty(read.Validate(audit.Text(file)).Select(error => error.ToString()));

        // A schema that accepts everything proves nothing.
        var wrong = JsonNode.Parse(audit.Text(file))!.AsObject();
        wrong["version"] = "none";
        foreach (var list in new[] { "runs", "components", "calls" })
            wrong[list] = "no list";
        Assert.NotEmpty(read.Validate(wrong.ToJsonString()));
    }

    [Fact]
    public void Two_runs_write_the_same_bytes()
    {
        audit.Second.Ends(2);
        foreach (var file in SolutionAuditFixture.Files)
            Assert.Equal(audit.Text(file), audit.SecondText(file));
        Assert.Equal(audit.First.Output, audit.Second.Output);
    }

    [Fact]
    public void No_path_of_the_machine_is_in_a_report()
    {
        foreach (var file in SolutionAuditFixture.Files)
        {
            Assert.DoesNotContain(audit.Path, audit.Text(file), StringComparison.Ordinal);
            Assert.DoesNotContain('\r', audit.Text(file));
        }
    }

    [Fact]
    public void The_terminal_gets_the_table_and_the_error_output_the_progress()
    {
        Assert.Equal(audit.Text("audit.txt"), audit.First.Output);
        Assert.StartsWith("Shop.slnx: 8 calls in 5 projects, 2 prompts, 5 models; ", audit.First.Output, StringComparison.Ordinal);
        Assert.Contains("Restoring Shop.slnx\n", audit.First.Error, StringComparison.Ordinal);
        Assert.Contains("App/App.csproj (net10.0)\n", audit.First.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_has_rules_with_help_results_with_fingerprints_and_notifications()
    {
        var run = JsonNode.Parse(audit.Text("audit.sarif"))!["runs"]![0]!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.All(rules, rule => Assert.EndsWith($"{rule!["id"]}.md", (string)rule["helpUri"]!, StringComparison.Ordinal));
        var results = run["results"]!.AsArray();
        Assert.Equal(_report.Violations.Count, results.Count);
        Assert.All(results, result => Assert.Equal((string)result!["ruleId"]!, (string)rules[(int)result["ruleIndex"]!]!["id"]!));
        Assert.Equal(results.Count, results.Select(result => (string)result!["partialFingerprints"]!["llmHygiene/v1"]!).Distinct().Count());
        Assert.False((bool)run["invocations"]![0]!["executionSuccessful"]!);
        Assert.Equal(3, run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray().Count);
    }

    [Fact]
    public void The_bill_of_materials_has_models_prompts_and_dependencies()
    {
        var bom = JsonNode.Parse(audit.Text("audit.cdx.json"))!;
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)bom["serialNumber"]!);
        Assert.Equal("2027-01-14T00:00:00Z", (string)bom["metadata"]!["timestamp"]!);
        Assert.Equal(
            [
                "machine-learning-model gpt-4o",
                "machine-learning-model claude-opus-4-8",
                "machine-learning-model gpt-5.4",
                "machine-learning-model gpt-4o",
                "machine-learning-model mapped",
                "data classify",
                "data summarize",
            ],
            bom["components"]!.AsArray().Select(one => $"{one!["type"]} {one["name"]}")
        );
        var summarize = bom["dependencies"]!.AsArray().Single(one => (string)one!["ref"]! == "prompt:App/App.csproj:summarize@1.0.0")!;
        Assert.Equal("model:openai/gpt-5.4", (string)summarize["dependsOn"]![0]!);
        Assert.Equal("incomplete", (string)bom["compositions"]![0]!["aggregate"]!);
    }

    [Fact]
    public void Markdown_is_short_with_long_lists_folded()
    {
        var text = audit.Text("audit.md");
        Assert.StartsWith("## LLM audit of Shop.slnx\n\n8 calls in 5 projects", text, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Calls (8)</summary>\n\n| where |", text, StringComparison.Ordinal);
        Assert.Equal(text.Split("<details").Length, text.Split("</details>").Length);
    }

    private AuditCall Call(string method) => _report.Calls.Single(call => call.Member.EndsWith("." + method, StringComparison.Ordinal));

    private static async Task<JsonSchema> ReadSchemaAsync(string path)
    {
        var full = path.StartsWith("docs", StringComparison.Ordinal)
            ? Path.Combine(Repository.Root, path)
            : Path.Combine(AppContext.BaseDirectory, path);
        return await JsonSchema.FromFileAsync(full, TestContext.Current.CancellationToken);
    }

    private static string Places(IEnumerable<AuditPlace> places) => string.Join(' ', places.Select(place => $"{place.Path}:{place.Line}"));
}
