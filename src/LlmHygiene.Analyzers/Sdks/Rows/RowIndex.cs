namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>The rows of a table by the names of the methods or members that they are about.</summary>
internal sealed class RowIndex<TRow>
    where TRow : class
{
    private readonly Dictionary<string, List<TRow>> _rows = new(StringComparer.Ordinal);

    public RowIndex(IEnumerable<TRow> rows, Func<TRow, IEnumerable<string>> namesOf)
    {
        foreach (var row in rows)
        foreach (var name in namesOf(row))
        {
            if (!_rows.TryGetValue(name, out var named))
                _rows.Add(name, named = []);
            named.Add(row);
        }
    }

    /// <summary>The rows of a name, in the order of the table.</summary>
    public IReadOnlyList<TRow> this[string name] => _rows.TryGetValue(name, out var rows) ? rows : [];

    public bool Contains(string name) => _rows.ContainsKey(name);
}
