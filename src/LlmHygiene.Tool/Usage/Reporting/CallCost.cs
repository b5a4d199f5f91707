using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>The cost of calls: measured, or tokens times list price.</summary>
internal static class CallCost
{
    public const string Measured = "measured";
    public const string ListPrice = "listPrice";
    public const string Mixed = "mixed";

    public static (decimal? Cost, string? From) Of(IEnumerable<(int Details, Tally Tally)> tallies, DimensionIds ids)
    {
        decimal measured = 0,
            listed = 0;
        bool hasMeasured = false,
            hasListed = false;
        foreach (var (details, tally) in tallies)
        {
            if (tally.CostCalls > 0)
            {
                hasMeasured = true;
                measured += Dollars(tally.Cost);
            }
            else if (tally.Counts.InputTokens + tally.Counts.OutputTokens > 0 && PriceBook.Find(ids.Details(details)) is { } price)
            {
                hasListed = true;
                listed += price.CostOf(tally.Counts);
            }
        }

        return (hasMeasured, hasListed) switch
        {
            (true, true) => (Rounded(measured + listed), Mixed),
            (true, false) => (Rounded(measured), Measured),
            (false, true) => (Rounded(listed), ListPrice),
            _ => (null, null),
        };
    }

    public static decimal Dollars(double cost) => cost is >= 0 and < 1e15 ? (decimal)cost : 0;

    public static decimal Rounded(decimal cost) => Math.Round(cost, 9);
}
