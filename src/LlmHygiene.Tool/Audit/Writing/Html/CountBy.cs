namespace LlmHygiene.Tool.Audit.Writing.Html;

internal static class CountBy
{
    /// <summary>How many of the items have each key, in the order in which the keys come first.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> TallyBy<T>(this IEnumerable<T> items, Func<T, string> key) =>
        [.. items.GroupBy(key, StringComparer.Ordinal).Select(static group => KeyValuePair.Create(group.Key, group.Count()))];
}
