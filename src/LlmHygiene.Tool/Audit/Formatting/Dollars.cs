using System.Globalization;

namespace LlmHygiene.Tool.Audit.Formatting;

/// <summary>Amounts as short as a reader wants them. The exact ones are in the page's JSON, and rows are sorted by them.</summary>
internal static class Dollars
{
    public static string Of(decimal? amount) =>
        amount switch
        {
            null => AuditText.Nothing,
            0 => "$0",
            >= 1 or <= -1 => amount.Value.ToString("$#,0.00;-$#,0.00", CultureInfo.InvariantCulture),
            >= 0.0001m or <= -0.0001m => amount.Value.ToString("$0.00##;-$0.00##", CultureInfo.InvariantCulture),
            _ => "under $0.0001",
        };
}
