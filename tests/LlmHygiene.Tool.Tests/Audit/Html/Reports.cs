using System.Globalization;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Tests.Audit.Html;

/// <summary>Reports like those of an audit.</summary>
internal static class Reports
{
    // Ends a script, begins a comment, a tag and an attribute, and contains a placeholder of the page's template.
    public const string Hostile =
        "</script><script>window.pwned=1</script><!--<script>'\"><img src=x "
        + "onerror=window.pwned=1></noscript></table>{{script}}&amp;\u202Egnp";

    private static readonly (string Id, string? Provider, string? Tier, decimal? Input, decimal? Output, string? Ends)[] s_models =
    [
        ("gpt-5.4-mini-2026-03-17", "openai", "small", 0.75m, 4.5m, null),
        ("gpt-5.4", "openai", "medium", 2.5m, 15m, null),
        ("claude-opus-4-1-20250805", "anthropic", "large", 15m, 75m, "2027-01-05"),
        ("gpt-4o-2024-05-13", "openai", "medium", 5m, 15m, "2026-10-23"),
        ("claude-haiku-4-5-20251001", "anthropic", "small", 1m, 5m, "2027-08-15"),
        ("gemini-2.5-pro", "google", "medium", 1.25m, 10m, "2026-12-17"),
        ("team-chat", null, null, null, null, null),
    ];

    private static readonly string[] s_areas =
    [
        "Billing",
        "Support",
        "Search",
        "Onboarding",
        "Reports",
        "Moderation",
        "Translation",
        "Knowledge",
    ];

    private static readonly string[] s_tasks =
    [
        "classify-ticket",
        "summarize-thread",
        "draft-reply",
        "extract-invoice",
        "rank-results",
        "translate-notice",
        "moderate-post",
        "explain-charge",
        "title-chat",
        "tag-article",
    ];

    private static readonly (string Rule, string Severity, string Message)[] s_rules =
    [
        ("LLMH1001", "error", "No model is stated for 'GetResponseAsync': set ChatOptions.ModelId, or give the client a default model"),
        (
            "LLMH2001",
            "warning",
            "'GetResponseAsync' sends a prompt with no name and version: make it a typed prompt (Prompts/*.prompt.yml), or name "
                + "it with PromptScope.Begin or the tag 'gen_ai.prompt.version'"
        ),
        (
            "LLMH1003",
            "suggestion",
            "'gpt-5.4' is an alias that the provider moves from snapshot to snapshot: state a snapshot, such as 'gpt-5.4-2026-03-05'"
        ),
        ("LLMH3002", "suggestion", "'Build' creates a client whose calls reach no telemetry: add UseOpenTelemetry() to its pipeline"),
    ];

    /// <summary>A report with about as many violations as calls. The same number gives the same report.</summary>
    public static AuditReport Of(int calls, int projects = 4, bool notRead = true)
    {
        var random = new Random(1);
        string[] paths =
        [
            .. Enumerable
                .Range(0, projects)
                .Select(static i => $"src/{s_areas[i % s_areas.Length]}/{s_areas[i % s_areas.Length]}.csproj")
                .Distinct(),
        ];
        var prompts = new List<AuditPrompt>();
        foreach (var (task, i) in s_tasks.Select(static (task, i) => (task, i)))
        {
            var model = i == 9 ? default : s_models[i % 6];
            var tokens = 40 + (i * i * 31);
            int? limit = i % 4 == 3 ? null : 256 << (i % 3);
            prompts.Add(
                new AuditPrompt
                {
                    Project = paths[i % paths.Length],
                    Path = $"{Path.GetDirectoryName(paths[i % paths.Length])!.Replace('\\', '/')}/Prompts/{task}.prompt.yml",
                    Line = 1,
                    Name = task,
                    Version = $"{1 + (i % 3)}.{i % 5}.0",
                    Kind = "file",
                    Model = model.Id,
                    Tier =
                        i % 3 == 2 ? "small"
                        : i % 3 == 1 ? "medium"
                        : null,
                    Budget = i % 2 == 0 ? 4000 : null,
                    MaxOutputTokens = limit,
                    FixedTokens = new AuditTokens(tokens, "o200k_base", IsEstimate: model.Provider != "openai"),
                    Lock =
                        i == 4 ? "changed"
                        : i % 3 == 0 ? "unlocked"
                        : "locked",
                    ContentHash = "sha256:" + new string('0', 64),
                    Deprecated = i == 7 ? "use explain-invoice" : null,
                    Calls = [new AuditPlace($"src/{s_areas[i % s_areas.Length]}/Desk.cs", 12 + i)],
                    Uses = [],
                    Cost = model.Input is null ? null : new AuditCost(model.Input * tokens / 1000, limit * model.Output / 1000),
                }
            );
        }

        var all = new List<AuditCall>();
        var violations = new List<AuditViolation>();
        for (var i = 0; i < calls; i++)
        {
            var (project, model) = (paths[i * paths.Length / calls], s_models[Math.Min(random.Next(9), 6)]);
            var prompt = random.Next(3) == 0 ? prompts[random.Next(prompts.Count)] : null;
            int? limit = random.Next(2) == 0 ? 512 : null;
            var call = new AuditCall
            {
                Project = project,
                Path =
                    $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/Features/{s_areas[random.Next(8)]}/"
                    + $"{s_areas[i / 40 % 8]}Assistant{i / 7}.cs",
                Line = 14 + (i % 7 * 23),
                Column = 30,
                Member = $"{s_areas[i / 40 % 8]}Assistant{i / 7}.AnswerAsync",
                Sdk = random.Next(3) == 0 ? "OpenAI" : "Microsoft.Extensions.AI",
                Operation = random.Next(8) == 0 ? "embeddings" : "chat",
                Model =
                    random.Next(5) == 0
                        ? new AuditModelUse("FlowsIn")
                        : new AuditModelUse("Constant", model.Id, model.Provider is null, model.Provider, model.Tier),
                Prompt = prompt is null
                    ? new AuditPromptUse(random.Next(4) == 0 ? "FlowsIn" : "Untagged")
                    : new AuditPromptUse("Tagged", prompt.Name, prompt.Version),
                Limit = limit is null ? new AuditLimit("Unset") : new AuditLimit("Set", limit),
                Cancellation = random.Next(3) == 0 ? "Unset" : "Set",
                Via = "Sdk",
                FixedTokens = prompt?.FixedTokens,
            };
            var price = call.Model.Id is null ? default : model;
            var cost = new AuditCost(prompt is null ? null : price.Input * prompt.FixedTokens.Count / 1000, limit * price.Output / 1000);
            all.Add(call with { Cost = cost.IsEmpty ? null : cost });
            for (var n = random.Next(3); n > 0; n--)
            {
                var (rule, severity, message) = s_rules[
                    random.Next(100) switch
                    {
                        < 8 => 0,
                        < 60 => 1,
                        < 85 => 2,
                        _ => 3,
                    }
                ];
                violations.Add(new AuditViolation(rule, severity, message, project, call.Path, call.Line, call.Column, call.Member));
            }
        }

        var savings = prompts
            .Where(static prompt => prompt is { Tier: "small", Model: "claude-opus-4-1-20250805" or "gemini-2.5-pro" })
            .Select(static prompt => new AuditSaving(
                prompt.Project,
                prompt.Path,
                prompt.Line,
                prompt.Name,
                prompt.Version,
                "small",
                prompt.Model!,
                prompt.Model == "gemini-2.5-pro" ? "medium" : "large",
                prompt.Model == "gemini-2.5-pro" ? "gemini-2.5-flash-lite" : "claude-haiku-4-5-20251001",
                15,
                75,
                1,
                5,
                new AuditCost(prompt.Cost?.InputAtLeast * 0.9m, prompt.Cost?.OutputAtMost * 0.9m)
            ))
            .ToList();
        return Make(
            paths,
            all,
            prompts,
            savings,
            violations,
            notRead
                ?
                [
                    new AuditNotRead(
                        "src/Legacy/Legacy.csproj",
                        "net8.0",
                        "compile",
                        "src/Legacy/Old.cs(12,8): error CS0246: The type or namespace name 'Contoso' could not be found\nand 3 more errors"
                    ),
                    new AuditNotRead("src/Ledger/Ledger.fsproj", null, "language", "F# is not read."),
                ]
                : []
        );
    }

    /// <summary>Everything that comes from code is hostile.</summary>
    public static AuditReport OfHostileNames()
    {
        const string bad = Hostile;
        var call = Of(1).Calls[0] with
        {
            Project = bad,
            Path = bad,
            Member = bad,
            Sdk = bad,
            Operation = bad,
            Via = bad,
            Cancellation = bad,
            Frameworks = [bad],
            Model = new AuditModelUse(bad, bad, true, bad, bad),
            Prompt = new AuditPromptUse(bad, bad, bad),
            Limit = new AuditLimit(bad),
        };
        var prompt = Of(1).Prompts[2] with
        {
            Project = bad,
            Path = bad,
            Name = bad,
            Version = bad,
            Model = bad,
            Tier = bad,
            Lock = bad,
            Deprecated = bad,
            Kind = bad,
            Calls = [new AuditPlace(bad, 1)],
        };
        var report = Make(
            [bad],
            [call, .. Enumerable.Range(0, 150).Select(i => call with { Line = i + 100, Member = bad + i })],
            [prompt],
            [new AuditSaving(bad, bad, 1, bad, bad, bad, bad, bad, bad, 1, 1, 1, 1, new AuditCost(1, 1))],
            [
                new AuditViolation(bad, bad, bad, bad, bad, call.Line, call.Column, bad, [bad]),
                new AuditViolation("LLMH2001", "warning", bad, bad, bad, 1, 1, bad),
            ],
            [new AuditNotRead(bad, bad, bad, bad)]
        );
        return report with
        {
            Root = bad,
            Retirements = [new AuditRetirement(bad, bad, bad, true, bad, "javascript:window.pwned=1", [new AuditPlace(bad, 1)])],
            Tool = new AuditTool(bad, bad),
        };
    }

    private static AuditReport Make(
        IReadOnlyList<string> projects,
        List<AuditCall> calls,
        List<AuditPrompt> prompts,
        List<AuditSaving> savings,
        List<AuditViolation> violations,
        List<AuditNotRead> notRead
    )
    {
        var models = calls
            .GroupBy(static call => (call.Model.Id, call.Model.Deployment, State: call.Model.Id is null ? call.Model.State : "Known"))
            .Select(group =>
            {
                var known = s_models.FirstOrDefault(model => model.Id == group.Key.Id);
                return new AuditModel
                {
                    Id = group.Key.Id,
                    State = group.Key.State,
                    Deployment = group.Key.Deployment,
                    Provider = known.Provider,
                    Tier = known.Tier,
                    InputPrice = known.Input,
                    OutputPrice = known.Output,
                    ContextTokens = known.Input is null ? null : 200_000,
                    OutputTokens = known.Input is null ? null : 32_000,
                    Status =
                        known.Provider is null ? null
                        : known.Ends is null ? "active"
                        : "deprecated",
                    ShutdownOn = known.Ends,
                    Source = known.Provider is null ? null : $"https://example.com/{known.Provider}/deprecations",
                    Calls = group.Count(),
                    Prompts = prompts.Count(prompt => prompt.Model == group.Key.Id && prompt.Model is not null),
                    Places = [.. group.Select(static call => new AuditPlace(call.Path, call.Line))],
                };
            })
            .OrderBy(static model => model.Id is null)
            .ThenByDescending(static model => model.Calls)
            .ToList();
        const string day = "2026-11-22";
        return new AuditReport
        {
            Tool = new AuditTool("llm-hygiene", "0.1.0"),
            Root = "Contoso.sln",
            AsOf = day,
            CatalogAsOf = day,
            Summary = new AuditSummary
            {
                Projects = projects.Count,
                Calls = calls.Count,
                Prompts = prompts.Count,
                Models = models.Count(static model => model.Id is not null),
                Errors = violations.Count(static one => one.Severity == "error"),
                Warnings = violations.Count(static one => one.Severity == "warning"),
                Suggestions = violations.Count(static one => one.Severity == "suggestion"),
                NotRead = notRead.Count,
                FixedTokens = prompts.Sum(static prompt => prompt.FixedTokens.Count),
                Cost = calls.Aggregate(new AuditCost(null, null), static (sum, call) => sum + call.Cost),
                PricedCalls = calls.Count(static call => call.Cost is not null),
            },
            Projects = [.. projects.Select(static path => new AuditProject(path, ["net8.0", "net10.0"], true))],
            Calls = calls,
            Prompts = prompts,
            Models = models,
            Tiers =
            [
                .. new[] { "small", "medium", "large", "unknown" }.Select(tier => new AuditTier(
                    tier,
                    models.Count(model => (model.Tier ?? "unknown") == tier),
                    models.Where(model => (model.Tier ?? "unknown") == tier).Sum(static model => model.Calls),
                    models.Where(model => (model.Tier ?? "unknown") == tier).Sum(static model => model.Prompts)
                )),
            ],
            Savings = savings,
            Retirements =
            [
                .. models
                    .Where(static model => model.ShutdownOn is not null)
                    .OrderBy(static model => model.ShutdownOn, StringComparer.Ordinal)
                    .Select(static model => new AuditRetirement(
                        model.Id!,
                        model.Provider!,
                        model.ShutdownOn,
                        string.CompareOrdinal(model.ShutdownOn, day) <= 0,
                        model.Tier == "small" ? null : $"{model.Provider}-next".ToLower(CultureInfo.InvariantCulture),
                        model.Source,
                        [.. model.Places.Take(40)]
                    )),
            ],
            Violations = violations,
            NotRead = notRead,
        };
    }
}
