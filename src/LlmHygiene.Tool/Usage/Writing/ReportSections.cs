using System.Globalization;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;

namespace LlmHygiene.Tool.Usage.Writing;

/// <summary>The sections of the report, which are the same in the terminal and in Markdown.</summary>
internal static class ReportSections
{
    private const int MaxSteps = 200;

    private static readonly ReportColumn[] s_rowColumns =
    [
        new("Prompt"),
        new("Model"),
        new("Calls", true),
        new("Errors", true),
        new("Cancelled", true),
        new("Invalid", true),
        new("Input", true),
        new("Output", true),
    ];

    // Parts of input and output. Many providers report none of them.
    private static readonly ReportColumn[] s_partColumns = [new("Cached", true), new("Written", true), new("Reasoning", true)];

    private static readonly ReportColumn[] s_costColumns =
    [
        new("Cost", true),
        new("Share", true),
        new("p50", true),
        new("p95", true),
        new("p99", true),
        new("First chunk p50", true),
        new("p95", true),
    ];

    public static IEnumerable<ReportSection> Of(UsageReport report, bool byHour) =>
        new[]
        {
            Rows(report),
            SiteSections.Calls(report),
            SiteSections.Extract(report),
            SiteSections.TextChanges(report),
            Trend(report, byHour),
            Canaries(report),
            NeverSeen(report),
            NotInCode(report),
            ReportSection.Text("Notes", report.Notes),
        }.Where(static section => !section.IsEmpty);

    public static string Heading(UsageReport report)
    {
        var total = report.Total;
        var period = report.Period is { } days ? $", {Moment(days.From)} to {Moment(days.To)} UTC" : "";
        var cost = total.Cost is { } dollars ? $", {Cost(dollars, report.Rows.Select(static row => row.CostFrom))}" : "";
        var tokens = $"{Quantity.Of(total.InputTokens)} input and {Quantity.Of(total.OutputTokens)} output tokens";
        return $"{Quantity.Of(total.Calls, "call")}{cost}, {tokens}{period}";
    }

    private static ReportSection Rows(UsageReport report)
    {
        var hasParts = report.Total is not { CachedTokens: 0, CacheWriteTokens: 0, ReasoningTokens: 0 };
        return ReportSection.Table(
            "Calls by prompt and model, the most expensive first",
            [.. s_rowColumns, .. hasParts ? s_partColumns : [], .. s_costColumns],
            report.Rows.Select(row => Row(row, hasParts))
        );
    }

    private static IReadOnlyList<string> Row(UsageRow row, bool hasParts) =>
        [
            UsageRow.Shown(row.Prompt, row.Version),
            row.Model ?? "?",
            Quantity.Of(row.Calls),
            Quantity.Of(row.Errors),
            Quantity.Of(row.Cancelled + row.Abandoned),
            Quantity.Of(row.InvalidOutputs),
            Quantity.Of(row.InputTokens),
            Quantity.Of(row.OutputTokens),
            .. hasParts ? Parts(row) : [],
            row.Cost is { } cost ? Cost(cost, [row.CostFrom]) : "",
            row.CostShare is { } share ? (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "",
            Seconds(row.Latency, static of => of.P50),
            Seconds(row.Latency, static of => of.P95),
            Seconds(row.Latency, static of => of.P99),
            Seconds(row.TimeToFirstChunk, static of => of.P50),
            Seconds(row.TimeToFirstChunk, static of => of.P95),
        ];

    private static string[] Parts(UsageRow row) =>
        [Quantity.Of(row.CachedTokens), Quantity.Of(row.CacheWriteTokens), Quantity.Of(row.ReasoningTokens)];

    private static ReportSection Trend(UsageReport report, bool byHour)
    {
        var steps = report
            .Trend.GroupBy(static step => (step.Start, step.Prompt))
            .Select(group =>
                (IReadOnlyList<string>)
                    [
                        byHour ? Moment(group.Key.Start) : group.Key.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        group.Key.Prompt ?? "(untagged)",
                        .. Cells(CallCounts.Sum(group.Select(static step => step.Counts))),
                        group.Any(static step => step.Cost is not null)
                            ? Cost(group.Sum(static step => step.Cost ?? 0), group.Select(static step => step.CostFrom))
                            : "",
                    ]
            )
            .ToArray();
        var title = steps.Length > MaxSteps ? $"Trend, the last {MaxSteps} of {Quantity.Of(steps.Length)} lines (JSON has all)" : "Trend";
        return ReportSection.Table(
            title,
            [
                new(byHour ? "Hour" : "Day"),
                new("Prompt"),
                new("Calls", true),
                new("Errors", true),
                new("Input", true),
                new("Output", true),
                new("Cost", true),
            ],
            steps.TakeLast(MaxSteps)
        );
    }

    private static string[] Cells(CallCounts counts) =>
        [Quantity.Of(counts.Calls), Quantity.Of(counts.Errors), Quantity.Of(counts.InputTokens), Quantity.Of(counts.OutputTokens)];

    private static ReportSection Canaries(UsageReport report) =>
        ReportSection.Text(
            "Canaries",
            report.Canaries.SelectMany(static canary =>
                new[]
                {
                    $"{canary.Prompt} {canary.Canary} vs. {canary.Stable}, latency: {canary.Latency.Statement}.",
                    $"{canary.Prompt} {canary.Canary} vs. {canary.Stable}, cost: {canary.Cost.Statement}.",
                }
            )
        );

    private static ReportSection NeverSeen(UsageReport report) =>
        ReportSection.Text(
            "In the code, never seen",
            report.Code is not { } code
                ? []
                : code
                    .NeverSeen.Select(static place =>
                        $"{UsageRow.Shown(place.Prompt, place.Version)}, {place.Path}:{place.Line}"
                        + (place.Calls.Count > 0 ? $", called at {string.Join(", ", place.Calls)}" : "")
                    )
                    .Concat(
                        code.UntaggedNeverSeen.Select(static call => $"a call without a prompt on {call.Model}, {call.Path}:{call.Line}")
                    )
                    .Concat(code.SitesNeverSeen.Select(static site => $"the call {site.Site}, {site.Path}:{site.Line}"))
        );

    private static ReportSection NotInCode(UsageReport report) =>
        ReportSection.Text(
            "Seen, not in the code",
            report.Code is not { } code
                ? []
                : code
                    .NotInCode.Select(static one => $"{UsageRow.Shown(one.Prompt, one.Version)}, {Quantity.Of(one.Calls, "call")}")
                    .Concat(code.SitesNotInCode.Select(static site => $"the call {site.Site}, {Quantity.Of(site.Calls, "call")}"))
        );

    public static string Seconds(UsagePercentiles? of, Func<UsagePercentiles, double> which) =>
        of is null
            ? ""
            : (of.From == "buckets" ? "~" : "") + which(of).ToString(which(of) < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + " s";

    /// <param name="from">The sources of the cost; null for a part without a cost.</param>
    public static string Cost(decimal value, IEnumerable<string?> from) =>
        (from.All(static one => one is null or "measured") ? "" : "~") + Money.Spent(value);

    private static string Moment(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
