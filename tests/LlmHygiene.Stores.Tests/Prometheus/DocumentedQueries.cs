using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace LlmHygiene.Stores.Tests.Prometheus;

/// <summary>A query and where it is written.</summary>
internal sealed record DocumentedQuery(string Where, string Expression);

/// <summary>Every PromQL query in the docs.</summary>
internal static partial class DocumentedQueries
{
    public static string RulesFile { get; } = Repository.Docs("telemetry/prometheus-rules.yml");

    public static IReadOnlyList<(string? Record, string? Alert, string Expression)> Rules { get; } = ReadRules();

    /// <summary>The queries that show rows on any traffic; alerts show rows only when something is wrong.</summary>
    public static IEnumerable<DocumentedQuery> All =>
        Rules
            .Where(static rule => rule.Record is not null)
            .Select(static rule => new DocumentedQuery("rule " + rule.Record, rule.Expression))
            .Concat(OfDashboard())
            .Concat(OfPage());

    public static IEnumerable<DocumentedQuery> Recorded =>
        Rules.Select(static rule => rule.Record).OfType<string>().Select(static name => new DocumentedQuery("recorded " + name, name));

    private static IReadOnlyList<(string?, string?, string)> ReadRules()
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(RulesFile);
        yaml.Load(reader);
        return
        [
            .. ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"])
                .SelectMany(static group => (YamlSequenceNode)group["rules"])
                .Cast<YamlMappingNode>()
                .Select(static rule => (Text(rule, "record"), Text(rule, "alert"), Text(rule, "expr")!)),
        ];

        static string? Text(YamlMappingNode rule, string key) => rule.Children.TryGetValue(key, out var value) ? value.ToString() : null;
    }

    private static IEnumerable<DocumentedQuery> OfDashboard()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Docs("telemetry/grafana-dashboard.json")));
        foreach (var panel in json.RootElement.GetProperty("panels").EnumerateArray())
        foreach (var target in panel.GetProperty("targets").EnumerateArray())
            yield return new DocumentedQuery(
                "panel " + panel.GetProperty("title").GetString(),
                WithoutVariables(target.GetProperty("expr").GetString()!)
            );
        foreach (var variable in json.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray())
            if (variable.GetProperty("type").GetString() == "query")
            {
                // As Grafana finds the values: label_values(series, label).
                var query = LabelValues().Match(variable.GetProperty("query").GetProperty("query").GetString()!);
                yield return new DocumentedQuery(
                    "variable " + variable.GetProperty("name").GetString(),
                    WithoutVariables($"count by ({query.Groups[2].Value}) ({query.Groups[1].Value})")
                );
            }
    }

    // The queries of the page itself.
    private static IEnumerable<DocumentedQuery> OfPage() =>
        File.ReadLines(Repository.Docs("telemetry.md"))
            .Where(static line => PromQL().IsMatch(line))
            .Select(static line => new DocumentedQuery("telemetry.md", line));

    private static string WithoutVariables(string expression) =>
        expression
            .Replace("$__rate_interval", "30s", StringComparison.Ordinal)
            .Replace("$__range", "5m", StringComparison.Ordinal)
            .Replace("\"$prompt\"", "\".*\"", StringComparison.Ordinal)
            .Replace("\"$version\"", "\".*\"", StringComparison.Ordinal)
            .Replace("\"$model\"", "\".*\"", StringComparison.Ordinal)
            .Replace("\"$site\"", "\".*\"", StringComparison.Ordinal)
            .Replace("\"$outcome\"", "\".*\"", StringComparison.Ordinal);

    [GeneratedRegex(@"^label_values\((.+), ([a-z_]+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"^(sum|histogram_quantile|topk|count)\b.*\(.*(llmhygiene|gen_ai)_[a-z_]+")]
    private static partial Regex PromQL();
}
