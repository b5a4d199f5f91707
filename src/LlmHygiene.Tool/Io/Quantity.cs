using System.Globalization;

namespace LlmHygiene.Tool.Io;

/// <summary>Counts as text: <c>1,234</c>, <c>1 call</c>, <c>2 calls</c>.</summary>
internal static class Quantity
{
    public static string Of(decimal count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Of(decimal count, string one, string? many = null) => $"{Of(count)} {(count == 1 ? one : many ?? one + "s")}";
}
