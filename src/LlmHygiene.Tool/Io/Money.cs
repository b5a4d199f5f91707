using System.Globalization;

namespace LlmHygiene.Tool.Io;

/// <summary>US dollars as text. Amounts range from fractions of a cent to thousands of dollars, so there are several forms.</summary>
internal static class Money
{
    /// <summary>A list price or what follows from one, with every digit: <c>$0.15</c>, <c>$1,234.5678</c>.</summary>
    public static string Exact(decimal amount) => "$" + amount.ToString("#,0.00####", CultureInfo.InvariantCulture);

    /// <summary>Rounded, where the exact amount is available elsewhere: <c>$12.30</c>, <c>$0.0012</c>, <c>under $0.0001</c>.</summary>
    public static string Short(decimal amount) =>
        amount switch
        {
            0 => "$0",
            >= 1 or <= -1 => amount.ToString("$#,0.00;-$#,0.00", CultureInfo.InvariantCulture),
            >= 0.0001m or <= -0.0001m => amount.ToString("$0.00##;-$0.00##", CultureInfo.InvariantCulture),
            _ => "under $0.0001",
        };

    /// <summary>A sum that was spent: cents from one dollar on, more digits below: <c>$12.30</c>, <c>$0.001234</c>.</summary>
    public static string Spent(decimal amount) => "$" + amount.ToString(amount >= 1 ? "N2" : "0.######", CultureInfo.InvariantCulture);

    /// <summary>The cost of a single call: <c>$0.00001234</c>.</summary>
    public static string PerCall(double amount) => "$" + amount.ToString("0.########", CultureInfo.InvariantCulture);
}
