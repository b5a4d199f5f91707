namespace LlmHygiene.Tool.Audit.Diff;

/// <summary>Compares two lists of rows: equal rows are paired first, then the remaining rows of each key in their order.</summary>
internal static class DiffRows
{
    public static IReadOnlyList<AuditChange> Compare<T>(
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, string> key,
        Func<T, (string Subject, string Detail)> name,
        Func<T, IReadOnlyList<(string Field, string Value)>> fields
    )
    {
        var changes = new List<AuditChange>();
        var old = before
            .GroupBy(key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);
        foreach (var group in after.GroupBy(key, StringComparer.Ordinal))
        {
            var left = old.Remove(group.Key, out var found) ? found : [];
            var added = new List<T>();
            foreach (var row in group)
            {
                var same = left.FindIndex(one => fields(one).SequenceEqual(fields(row)));
                if (same >= 0)
                    left.RemoveAt(same);
                else
                    added.Add(row);
            }

            foreach (var row in added)
            {
                if (left.Count == 0)
                {
                    changes.Add(Whole(AuditChangeKind.Added, row));
                    continue;
                }

                var (subject, detail) = name(row);
                changes.Add(new AuditChange(AuditChangeKind.Changed, subject, detail, Changes(fields(left[0]), fields(row))));
                left.RemoveAt(0);
            }

            changes.AddRange(left.Select(row => Whole(AuditChangeKind.Removed, row)));
        }

        changes.AddRange(old.Values.SelectMany(static rows => rows).Select(row => Whole(AuditChangeKind.Removed, row)));
        return [.. changes.OrderBy(static change => change.Kind)];

        AuditChange Whole(AuditChangeKind kind, T row) => new(kind, name(row).Subject, name(row).Detail, []);
    }

    private static IReadOnlyList<AuditFieldChange> Changes(
        IReadOnlyList<(string Field, string Value)> before,
        IReadOnlyList<(string Field, string Value)> after
    ) =>
        [
            .. before
                .Zip(after)
                .Where(static pair => pair.First.Value != pair.Second.Value)
                .Select(static pair => new AuditFieldChange(pair.First.Field, pair.First.Value, pair.Second.Value)),
        ];
}
