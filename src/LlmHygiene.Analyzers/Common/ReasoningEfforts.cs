namespace LlmHygiene.Analyzers.Common;

/// <summary>The values of the reasoning effort.</summary>
internal static class ReasoningEfforts
{
    // From the least to the most.
    private static readonly string[] s_all = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    private static readonly int s_middle = Array.IndexOf(s_all, "medium");

    /// <summary>The effort that a member of an enum or a static property stands for.</summary>
    public static string OfMember(string name) => name.ToLowerInvariant() is var word && word == "extrahigh" ? "xhigh" : word;

    /// <summary>The efforts by their distance to another one; of two at the same distance, the more usual one first.</summary>
    public static IReadOnlyList<string> ByDistance(IEnumerable<string> efforts, string from)
    {
        var start = Array.IndexOf(s_all, from);
        return start < 0
            ? [.. efforts]
            :
            [
                .. efforts
                    .OrderBy(effort => Math.Abs(Array.IndexOf(s_all, effort) - start))
                    .ThenBy(static effort => Math.Abs(Array.IndexOf(s_all, effort) - s_middle)),
            ];
    }
}
