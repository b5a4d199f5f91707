namespace LlmHygiene.Tool.Audit.Writing.Html;

internal static class CountBy
{
    /// <summary>The number of items with each key, in the order of first occurrence.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> TallyBy<T>(this IEnumerable<T> items, Func<T, string> key) =>
        [.. items.GroupBy(key, StringComparer.Ordinal).Select(static group => KeyValuePair.Create(group.Key, group.Count()))];
}
