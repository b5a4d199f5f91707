using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlmHygiene.Tool.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>The queries in docs/telemetry use exactly the names that the code reports.</summary>
public sealed partial class QueriesOfOtherStoresTests
{
    private const string Folder = "docs/telemetry";

    // Names of Microsoft.Extensions.AI and of the semantic conventions, which the queries also use.
    private static readonly string[] s_otherMetrics =
    [
        "gen_ai.client.token.usage",
        "gen_ai.client.inference.usage.input_tokens",
        "gen_ai.client.inference.usage.output_tokens",
    ];

    private static readonly IReadOnlyList<(string Name, string Unit)> s_metrics = Instruments();
    private static readonly string[] s_constants =
    [
        .. new[] { typeof(LlmHygieneTelemetry), typeof(CallTelemetry) }
            .SelectMany(static names => names.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!),
    ];
    private static readonly string[] s_keys =
    [
        .. s_constants
            .Where(static text => text.Contains('.', StringComparison.Ordinal))
            .Except(s_metrics.Select(static metric => metric.Name)),
        // Of the spans of model calls, which UseOpenTelemetry writes.
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.output_tokens",
    ];

    [Fact]
    public void The_metrics_of_the_code_are_known()
    {
        Assert.Equal(
            [
                CallTelemetry.CostMetric,
                CallTelemetry.DurationMetric,
                CallTelemetry.TimeToFirstChunkMetric,
                CallTelemetry.UsageMetric,
                LlmHygieneTelemetry.CostMetric,
                LlmHygieneTelemetry.DurationMetric,
                LlmHygieneTelemetry.TimePerOutputChunkMetric,
                LlmHygieneTelemetry.TimeToFirstChunkMetric,
                LlmHygieneTelemetry.UsageMetric,
            ],
            s_metrics.Select(static metric => metric.Name).Order(StringComparer.Ordinal)
        );
        Assert.Contains("llmhygiene.prompt.rollout", s_keys);
        Assert.Contains("llmhygiene.call.site", s_keys);
    }

    [Fact]
    public void The_Prometheus_rules_use_reported_names()
    {
        var stream = new YamlStream();
        using (var reader = new StringReader(Read("prometheus-rules.yml")))
            stream.Load(reader);
        var rules = ((YamlSequenceNode)stream.Documents[0].RootNode["groups"])
            .SelectMany(static group => (YamlSequenceNode)group["rules"])
            .Cast<YamlMappingNode>()
            .ToArray();
        Assert.NotEmpty(rules);
        foreach (var rule in rules)
            Assert.True(rule.Children.ContainsKey("record") != rule.Children.ContainsKey("alert"), rule.ToString());
        VerifyPromQL(rules.SelectMany(static rule => rule.AllNodes.OfType<YamlScalarNode>()).Select(static node => node.Value!));
    }

    [Fact]
    public void The_Grafana_dashboard_uses_reported_names()
    {
        using var json = JsonDocument.Parse(Read("grafana-dashboard.json"));
        var texts = Strings(json.RootElement).ToArray();
        VerifyPromQL(texts);
        Assert.All(
            json.RootElement.GetProperty("panels").EnumerateArray(),
            static panel => Assert.NotEqual(0, panel.GetProperty("targets").GetArrayLength())
        );
        Assert.Equal(
            json.RootElement.GetProperty("panels").GetArrayLength(),
            json.RootElement.GetProperty("panels")
                .EnumerateArray()
                .Select(static panel => panel.GetProperty("id").GetInt32())
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void The_ClickHouse_queries_use_reported_names()
    {
        var sql = Read("clickhouse.sql");
        var named = Quoted().Matches(sql).Select(static match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(named.Except(s_keys).Except(s_metrics.Select(static metric => metric.Name)).Except(s_otherMetrics));
        Assert.Empty(s_metrics.Select(static metric => metric.Name).Except(named));
        VerifyValues(KeyAndValues().Matches(sql).Select(static match => (match.Groups[1].Value, match.Groups[2].Value)));
        Assert.Equal(
            ["otel_metrics_histogram", "otel_metrics_sum", "otel_traces"],
            Table().Matches(sql).Select(static match => match.Value).Distinct().Order(StringComparer.Ordinal)
        );
    }

    private static void VerifyPromQL(IEnumerable<string> texts)
    {
        var all = string.Join('\n', texts);
        var labels = s_keys.Select(Mangled).ToHashSet(StringComparer.Ordinal);
        var metrics = s_metrics
            .SelectMany(static metric =>
                new[] { "_bucket", "_sum", "_count" }.Select(suffix =>
                    (metric.Name, Series: Mangled(metric.Name) + (metric.Unit == "s" ? "_seconds" : "") + suffix)
                )
            )
            .Concat(s_otherMetrics.Select(static name => (Name: name, Series: Mangled(name) + "_sum")))
            .ToDictionary(static one => one.Series, static one => one.Name, StringComparer.Ordinal);

        var named = Identifier().Matches(all).Select(static match => match.Value).ToHashSet(StringComparer.Ordinal);
        Assert.All(named, name => Assert.True(labels.Contains(name) || metrics.ContainsKey(name), name));
        Assert.Empty(s_metrics.Select(static metric => metric.Name).Except(named.Where(metrics.ContainsKey).Select(name => metrics[name])));
        VerifyValues(
            Matcher()
                .Matches(all)
                .Select(static match =>
                    (
                        match
                            .Groups[1]
                            .Value.Replace("llmhygiene_", "llmhygiene.", StringComparison.Ordinal)
                            .Replace("prompt_", "prompt.", StringComparison.Ordinal),
                        match.Groups[2].Value.Replace("|", "','", StringComparison.Ordinal)
                    )
                )
        );
    }

    // The values of outcomes and rollouts are also constants of the code.
    private static void VerifyValues(IEnumerable<(string Key, string Values)> found)
    {
        var values = found
            .SelectMany(static one => Regex.Matches(one.Values, @"[a-z_]+").Select(match => (one.Key, Value: match.Value)))
            .ToArray();
        Assert.Contains((LlmHygieneTelemetry.OutcomeKey, LlmHygieneTelemetry.OutcomeFailure), values);
        Assert.Contains((LlmHygieneTelemetry.RolloutKey, LlmHygieneTelemetry.RolloutSelected), values);
        Assert.Empty(values.Select(static one => one.Value).Except(s_constants));
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, Folder, name));

    private static string Mangled(string name) => name.Replace('.', '_');

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => Strings(property.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            _ => [],
        };

    private static IReadOnlyList<(string Name, string Unit)> Instruments()
    {
        var found = new List<(string, string)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == LlmHygieneTelemetry.MeterName)
                found.Add((instrument.Name, instrument.Unit!));
        };
        // They exist from the first measurement on.
        foreach (var instruments in new[] { "TelemetryInstruments", "CallInstruments" })
            RuntimeHelpers.RunClassConstructor(
                typeof(CallTelemetry).Assembly.GetType("LlmHygiene." + instruments, throwOnError: true)!.TypeHandle
            );
        listener.Start();
        return found;
    }

    [GeneratedRegex(@"(?<![a-z0-9_.])(?:llmhygiene|gen_ai|error)_[a-z0-9_]+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(llmhygiene_outcome|llmhygiene_prompt_rollout)=~?""([^""$]*)""")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"'((?:llmhygiene|gen_ai|error)\.[a-z0-9_.]+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\['(llmhygiene\.outcome|llmhygiene\.prompt\.rollout)'\] (?:=|IN) (\([^)]*\)|'[^']*')")]
    private static partial Regex KeyAndValues();

    [GeneratedRegex(@"\botel_[a-z_]+")]
    private static partial Regex Table();
}
