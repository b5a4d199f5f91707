using System.Text;

namespace LlmHygiene;

/// <summary>Plain text in columns.</summary>
internal static class SummaryTable
{
    private const int FirstNumber = 3;

    private static readonly string[] s_head =
    [
        "Call site",
        "Model",
        "Prompt or text hash",
        "Calls",
        "Problems",
        "p50",
        "p95",
        "In",
        "Out",
        "Cost",
    ];

    public static string Of(IEnumerable<string[]> rows)
    {
        var lines = new List<string[]> { s_head };
        lines.AddRange(rows);
        var widths = Enumerable.Range(0, s_head.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        lines.Insert(1, [.. widths.Select(static width => new string('-', width))]);

        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(string.Join("  ", line.Select((cell, column) => Padded(cell, column, widths[column]))).TrimEnd())
                .Append(Environment.NewLine);
        return lines.Count == 2 ? $"No LLM call was measured.{Environment.NewLine}" : text.ToString();
    }

    private static string Padded(string cell, int column, int width) => column < FirstNumber ? cell.PadRight(width) : cell.PadLeft(width);
}
