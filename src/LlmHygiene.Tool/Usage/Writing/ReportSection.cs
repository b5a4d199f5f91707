namespace LlmHygiene.Tool.Usage.Writing;

/// <param name="IsNumber">Aligned to the right.</param>
internal sealed record ReportColumn(string Name, bool IsNumber = false);

/// <summary>A section of the report: a title with a table or lines of text.</summary>
internal sealed record ReportSection(
    string Title,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Lines
)
{
    public static ReportSection Table(string title, IReadOnlyList<ReportColumn> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        new(title, columns, [.. rows], []);

    public static ReportSection Text(string title, IEnumerable<string> lines) => new(title, [], [], [.. lines]);

    public bool IsEmpty => Rows.Count == 0 && Lines.Count == 0;
}
