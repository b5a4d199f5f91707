using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>Conditions on calls, in SQL.</summary>
internal static class CallFilter
{
    /// <summary>The call ended with a response.</summary>
    public static readonly string HasResponse = $"outcome IN ({Responses})";

    /// <summary>The outcomes of calls that ended with a response.</summary>
    public static string Responses => string.Join(", ", Outcomes.WithResponse.Select(static one => (byte)one));

    public static string In(UsageOptions options) => Invariant($"moment >= {options.Since} AND moment < {options.Until}");
}
