using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>Formats and parses the values of a prompt file in the invariant culture.</summary>
internal static class ScalarValues
{
    private const string DateFormat = "yyyy-MM-dd";

    public static bool? Bool(string text) =>
        text switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        };

    public static long? Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value
        )
        && !double.IsNaN(value)
        && !double.IsInfinity(value)
            ? value
            : null;

    public static DateTime? Date(string text) =>
        DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null;

    public static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}
