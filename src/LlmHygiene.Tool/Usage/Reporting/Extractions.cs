using System.Globalization;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// Ranks the calls that are not generated prompts by what they cost in total, which is the cost of a call times their number: the first is
/// the one whose prompt is worth a file with a version first.
/// </summary>
internal static class Extractions
{
    public static IReadOnlyList<UsageExtraction> Rank(IReadOnlyList<UsageSite> sites, IReadOnlyList<UsageTextChange> changes)
    {
        var candidates = sites.Where(static site => site.TakesPrompt).ToList();
        var total = candidates.Sum(static site => site.Cost ?? 0);
        return
        [
            .. candidates.Select(site =>
            {
                var share = total > 0 && site.Cost is { } cost ? Math.Round((double)(cost / total), 6) : (double?)null;
                var texts = changes.Where(change => change.Site == site.Site).Sum(static change => change.Texts.Count - 1);
                return new UsageExtraction(
                    site.Site,
                    site.Path,
                    site.Line,
                    site.Calls,
                    site.Cost,
                    site.CostPerCall,
                    share,
                    Reason(site, share, texts)
                );
            }),
        ];
    }

    private static string Reason(UsageSite site, double? share, int changes)
    {
        var parts = new List<string>
        {
            site is { Cost: { } cost, CostPerCall: { } each }
                ? $"{Money.Spent(cost)}: {Quantity.Of(site.Calls, "call")} at {Money.PerCall((double)each)}"
                : $"no price is known: {Quantity.Of(site.Calls, "call")}, {Quantity.Of(site.Tokens)} tokens",
        };
        if (share is { } part)
            parts.Add(Percent(part) + " of the cost of all calls that are not generated prompts");
        parts.Add(
            site.UntaggedCalls == site.Calls ? "names no prompt"
            : site.UntaggedCalls > 0 ? Invariant($"names no prompt in {site.UntaggedCalls:N0} calls")
            : $"names its prompt by hand ({string.Join(", ", site.Prompts)})"
        );
        if (changes > 0)
            parts.Add(
                changes == 1
                    ? "its text changed without a new version"
                    : Invariant($"its text changed {changes} times without a new version")
            );
        if (site.Errors > 0)
            parts.Add($"{Percent((double)site.Errors / site.Calls)} of the calls fail");
        if (site.Truncated > 0)
            parts.Add($"the output limit cuts off {Percent((double)site.Truncated / site.Calls)}");
        return string.Join("; ", parts);
    }

    private static string Percent(double part) => (part * 100).ToString(part < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";
}
