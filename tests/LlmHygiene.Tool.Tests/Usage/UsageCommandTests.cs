using System.Text.Json;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Tests.Audit.Html;
using LlmHygiene.Tool.Tests.Infrastructure;
using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Writing;
using NJsonSchema;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>The command as a process.</summary>
public sealed class UsageCommandTests : IDisposable
{
    private static readonly string s_audit = AuditJson.Write(Audit());

    private readonly TempFolder _folder = new();

    public UsageCommandTests() =>
        _folder.With(
            "data/traces.jsonl",
            Otlp.Line([
                Prompt("greet", input: 1000, output: 100),
                Prompt("greet", outcome: "failure"),
                Prompt("greet", at: 100_000),
                Prompt("gone", version: "3.0.0-beta|1"),
                Chat(),
                .. Enumerable
                    .Range(0, 40)
                    .SelectMany(static i =>
                        new[]
                        {
                            Prompt("roll", 1, rollout: "default", at: i),
                            Prompt("roll", 2, version: "1.1.0", rollout: "selected", at: i),
                        }
                    ),
            ])
        );

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_shows_calls_canaries_and_what_the_code_lacks()
    {
        _folder.With("audit.json", s_audit);
        var run = (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--inventory", "audit.json", "--by", "day")).Ends(0);
        Assert.StartsWith("85 calls, ~$0.01116, 9,300 input", run.Output, StringComparison.Ordinal);
        Assert.Contains("2026-11-01 00:00 to 2026-11-02 03:46 UTC", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  greet 1\.0\.0 +gpt-5\.4-mini +3 +1 +0 +0 +1,100 +110 +~\$0\.00132 +\d+\.\d % +1\.00 s", run.Output);
        Assert.Matches(@"\n  2026-11-02 +greet +1 +0 +100 +10 +~\$0\.\d+", run.Output);
        Assert.Contains(
            "\n  roll 1.1.0 vs. 1.0.0, latency: slower: 1.1.0 has the higher value in 100 % of pairs with 1.0.0",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("\n  roll 1.1.0 vs. 1.0.0, cost: no difference shown: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "In the code, never seen\n  by-hand 1, B.cs:9, called at B.cs:9\n"
                + "  greet 2.0.0, Prompts/greet.2.prompt.yml:2, called at A.cs:7\n  a call without a prompt on gpt-4o, C.cs:4\n",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Seen, not in the code\n  roll 1.0.0, 40 calls\n  roll 1.1.0, 40 calls\n  gone 3.0.0-beta|1, 1 call\n",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task JSON_matches_its_schema()
    {
        _folder.With("audit.json", s_audit);
        _folder.With("data/empty.jsonl", "");
        _folder.With("data/broken.jsonl", "nonsense\n");
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Root, "docs", "schemas", "usage.schema.json"),
            TestContext.Current.CancellationToken
        );

        foreach (var arguments in new[] { new[] { "data", "--inventory", "audit.json", "--by", "hour" }, ["data/empty.jsonl"] })
        {
            var run = (await ToolRun.RunAsync(_folder.Path, ["usage", .. arguments, "--format", "json"])).Ends(0);
            Assert.Empty(schema.Validate(run.Output));
            Assert.NotEmpty(schema.Validate(run.Output.Replace("\"calls\": ", "\"callz\": ", StringComparison.Ordinal)));
        }

        var written = (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--format", "json", "--output", "out/usage.json")).Ends(0);
        Assert.Equal(
            ("", "error: data/broken.jsonl(1): it is not JSON from byte 1 on\n"),
            (written.Output, written.Error.Replace('\\', '/'))
        );
        using var json = JsonDocument.Parse(_folder.Read("out/usage.json"));
        Assert.Equal(85, json.RootElement.GetProperty("total").GetProperty("calls").GetInt64());
        Assert.Equal(1, json.RootElement.GetProperty("input").GetProperty("brokenLines").GetInt64());
    }

    [Fact]
    public async Task Markdown_cannot_be_broken_by_names()
    {
        var run = (await ToolRun.RunAsync(_folder.Path, "usage", "data/*.jsonl", "--format", "markdown")).Ends(0);
        Assert.StartsWith("# LLM usage\n\n85 calls", run.Output, StringComparison.Ordinal);
        Assert.Contains("| gone 3.0.0-beta\\|1 | gpt-5.4-mini | 1 | 0 |", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_Markdown_notifies_nobody_and_is_not_markup()
    {
        using var text = new StringWriter();
        MarkdownWriter.Write(Of(Otlp.Line(Prompt("@team <b>&amp;\r\n_x_\t"))), byHour: false, text);
        Assert.Contains("| @\u200Bteam &lt;b&gt;&amp;amp; \\_x\\_  1.0.0 | gpt-5.4-mini | 1 |", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_requested_period_is_in_UTC()
    {
        Assert.StartsWith(
            "84 calls",
            (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--until", "2026-11-02")).Ends(0).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "1 call,",
            (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--since", "2026-11-02T04:46+01:00")).Ends(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_project_is_compared()
    {
        ShopProject.Isolate(_folder);
        _folder.With("App/App.csproj", ShopProject.Text());
        _folder.With("App/Prompts/greet.prompt.yml", ShopProject.Prompt());
        _folder.With("App/Prompts/bye.prompt.yml", ShopProject.Prompt("bye"));
        (await ToolRun.DotNetAsync(_folder.Full("App"), "restore")).Ends(0);
        var run = (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--project", "App")).Ends(0);
        Assert.Contains(
            "In the code, never seen\n  bye 1.0.0, App/Prompts/bye.prompt.yml:2\n",
            run.Output.Replace('\\', '/'),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_incomplete_inventory_is_noted()
    {
        var audit = Audit() with { NotRead = [new AuditNotRead("X.fsproj", null, AuditNotRead.Language, "It is not a C# project.")] };
        _folder.With("audit.json", AuditJson.Write(audit));
        Assert.Contains(
            "The audit could not read all of the code",
            (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--inventory", "audit.json")).Ends(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Call_sites_are_joined_with_the_inventory()
    {
        var audit = Audit();
        _folder.With(
            "audit.json",
            AuditJson.Write(
                audit with
                {
                    Calls =
                    [
                        Measured("C.cs", 3, "Shop.Desk.AskAsync"),
                        Measured("C.cs", 4, "Shop.Desk.AskAsync#2"),
                        Measured("D.cs", 8, "Shop.Desk.StreamAsync") with
                        {
                            Interception = "StreamUse",
                        },
                    ],
                }
            )
        );
        _folder.With(
            "calls/traces.jsonl",
            Otlp.Line(
                UsageRun.Call("Shop.Desk.AskAsync", cost: 0.5, hash: "sha256:0123456789abcdef"),
                UsageRun.Call("Shop.Gone.AskAsync", cost: 0.25, seconds: 2, prompt: "by-hand|", version: "2")
            )
        );

        var table = (await ToolRun.RunAsync(_folder.Path, "usage", "calls", "--inventory", "audit.json")).Ends(0).Output;
        Assert.Contains("Calls by call site, the most expensive first\n", table, StringComparison.Ordinal);
        Assert.Matches(
            @"\n  Shop\.Desk\.AskAsync +gpt-5\.4-mini +sha256:0123456789ab +1 +0 +0 +0 +100 +10 +\$0\.5 +\$0\.5 +1\.00 s +1\.00 s",
            table
        );
        Assert.Contains("\n  1. Shop.Desk.AskAsync (C.cs:3): $0.5: 1 call at $0.5; 67 % of the cost", table, StringComparison.Ordinal);
        Assert.Contains("\n  the call Shop.Desk.AskAsync#2, C.cs:4\n", table, StringComparison.Ordinal);
        Assert.DoesNotContain("StreamAsync", table, StringComparison.Ordinal);
        Assert.DoesNotContain("a call without a prompt on gpt-4o, C.cs:4", table, StringComparison.Ordinal);
        Assert.Contains("\n  the call Shop.Gone.AskAsync, 1 call\n", table, StringComparison.Ordinal);

        var markdown = (await ToolRun.RunAsync(_folder.Path, "usage", "calls", "--inventory", "audit.json", "--format", "markdown")).Ends(
            0
        );
        Assert.Contains("\n| Shop.Gone.AskAsync | gpt-5.4-mini | by-hand\\| 2 | 1 |", markdown.Output, StringComparison.Ordinal);

        // Telemetry without call sites says nothing about them.
        var older = (await ToolRun.RunAsync(_folder.Path, "usage", "data", "--inventory", "audit.json")).Ends(0).Output;
        Assert.DoesNotContain("the call Shop.Desk", older, StringComparison.Ordinal);
    }

    private static AuditCall Measured(string path, int line, string site) =>
        Call(path, line, new AuditPromptUse("Untagged"), new AuditModelUse("Constant", "gpt-4o")) with
        {
            Site = site,
            Interception = "Intercepted",
        };

    [Theory]
    [InlineData("There is no file or folder 'nothing.json'.", "nothing.json")]
    [InlineData("has no telemetry files", "data/*.xml")]
    [InlineData("is not a size of memory", "data", "--memory", "much")]
    [InlineData("is not a time", "data", "--since", "yesterday")]
    [InlineData("--since must be before --until", "data", "--since", "2026-11-02", "--until", "2026-11-01")]
    [InlineData("not both", "data", "--inventory", "a", "--project", "b")]
    [InlineData("is not a report of 'llm-hygiene audit --format json'", "data", "--inventory", "data/traces.jsonl")]
    [InlineData("has the schema version 99.0; this tool reads 1.3", "data", "--inventory", "newer.json")]
    [InlineData("'missing.json' does not exist", "data", "--inventory", "missing.json")]
    [InlineData("does not exist", "data", "--project", "missing")]
    [InlineData("No line is OTLP JSON", "nonsense.txt")]
    [InlineData("--wrong", "data", "--wrong")]
    [InlineData("Required argument 'FILE' missing")]
    [InlineData("yaml", "data", "--format", "yaml")]
    public async Task Bad_input_exits_with_2_and_no_stack_trace(string message, params string[] arguments)
    {
        _folder.With("nonsense.txt", "a,b\n1,2\n");
        _folder.With("newer.json", """{ "schemaVersion": "99.0" }""");
        var run = (await ToolRun.RunAsync(_folder.Path, ["usage", .. arguments])).Ends(2);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static AuditReport Audit()
    {
        var empty = Reports.Of(calls: 0);
        return empty with
        {
            Prompts =
            [
                Greet("1.0.0", "Prompts/greet.prompt.yml"),
                Greet("2.0.0", "Prompts/greet.2.prompt.yml") with
                {
                    Calls = [new AuditPlace("A.cs", 7)],
                },
            ],
            Calls =
            [
                Call("A.cs", 7, new AuditPromptUse("Tagged", "greet", "2.0.0"), new AuditModelUse("Absent")),
                Call("B.cs", 9, new AuditPromptUse("Tagged", "by-hand", "1"), new AuditModelUse("Absent")),
                Call("C.cs", 3, new AuditPromptUse("Untagged"), new AuditModelUse("Constant", "gpt-5.4-mini")),
                Call("C.cs", 4, new AuditPromptUse("Untagged"), new AuditModelUse("Constant", "gpt-4o")),
                Call("C.cs", 5, new AuditPromptUse("Untagged"), new AuditModelUse("FlowsIn")),
            ],
            NotRead = [],
        };
    }

    private static AuditPrompt Greet(string version, string path) =>
        new()
        {
            Project = "Shop.csproj",
            Path = path,
            Line = 2,
            Name = "greet",
            Version = version,
            Kind = "file",
            FixedTokens = new AuditTokens(10, "o200k_base", IsEstimate: false),
            Lock = "locked",
            ContentHash = "sha256:0",
            Calls = [],
            Uses = [],
        };

    private static AuditCall Call(string path, int line, AuditPromptUse prompt, AuditModelUse model) =>
        new()
        {
            Project = "Shop.csproj",
            Path = path,
            Line = line,
            Column = 1,
            Member = "Shop.AskAsync",
            Sdk = "Microsoft.Extensions.AI",
            Operation = "chat",
            Model = model,
            Prompt = prompt,
            Limit = new AuditLimit("Unset"),
            Cancellation = "Passed",
            Via = "Sdk",
        };
}
