using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Writing;

/// <summary>The sections about places in the code.</summary>
internal static class SiteSections
{
    private const int MaxExtractions = 10;

    private static readonly ReportColumn[] s_columns =
    [
        new("Call site"),
        new("Model"),
        new("Prompt or text hash"),
        new("Calls", true),
        new("Errors", true),
        new("Cancelled", true),
        new("Cut off", true),
        new("Input", true),
        new("Output", true),
        new("Cost", true),
        new("Per call", true),
        new("p50", true),
        new("p95", true),
    ];

    public static ReportSection Calls(UsageReport report) =>
        ReportSection.Table("Calls by call site, the most expensive first", s_columns, report.Sites.Select(Row));

    public static ReportSection Extract(UsageReport report) =>
        ReportSection.Text(
            report.Extract.Count > MaxExtractions
                ? $"Prompts to extract first, {MaxExtractions} of {Quantity.Of(report.Extract.Count)} (JSON has all)"
                : "Prompts to extract first",
            report
                .Extract.Take(MaxExtractions)
                .Select(static (one, at) => Invariant($"{at + 1}. {one.Site}{Place(one.Path, one.Line)}: {one.Reason}."))
        );

    public static ReportSection TextChanges(UsageReport report) =>
        ReportSection.Text("Text that changed without a new version", report.TextChanges.Select(static one => one.Statement + "."));

    private static IReadOnlyList<string> Row(UsageSite site) =>
        [
            site.Site,
            site.Models.Count == 0 ? "?" : string.Join(", ", site.Models),
            Version(site),
            Quantity.Of(site.Calls),
            Quantity.Of(site.Errors),
            Quantity.Of(site.Cancelled + site.Abandoned),
            Quantity.Of(site.Truncated + site.Filtered),
            Quantity.Of(site.InputTokens),
            Quantity.Of(site.OutputTokens),
            site.Cost is { } cost ? ReportSections.Cost(cost, [site.CostFrom]) : "",
            site.CostPerCall is { } each ? Money.PerCall((double)each) : "",
            ReportSections.Seconds(site.Latency, static of => of.P50),
            ReportSections.Seconds(site.Latency, static of => of.P95),
        ];

    private static string Version(UsageSite site)
    {
        if (!site.TakesPrompt)
            return "-";
        var newest = site.Texts.LastOrDefault(static text => text.Prompt is null && text.Version is null);
        string?[] parts = [.. site.Prompts, site.UntaggedCalls > 0 ? newest?.ShortHash ?? "(untagged)" : null];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Place(string? path, int? line) => path is null ? "" : Invariant($" ({path}:{line})");
}
