using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;

namespace LlmHygiene.Tool.Usage.Writing;

/// <summary>Writes the report for a pull request or a wiki.</summary>
internal static class MarkdownWriter
{
    public static void Write(UsageReport report, bool byHour, TextWriter writer)
    {
        writer.Write($"# LLM usage\n\n{MarkdownText.Of(ReportSections.Heading(report))}.\n");
        foreach (var section in ReportSections.Of(report, byHour))
        {
            writer.Write($"\n## {MarkdownText.Of(section.Title)}\n\n");
            if (section.Columns.Count > 0)
            {
                Line(section.Columns.Select(static column => column.Name), writer);
                writer.Write($"|{string.Concat(section.Columns.Select(static column => column.IsNumber ? "---:|" : "---|"))}\n");
                foreach (var row in section.Rows)
                    Line(row, writer);
            }

            foreach (var line in section.Lines)
                writer.Write($"- {MarkdownText.Of(line)}\n");
        }
    }

    private static void Line(IEnumerable<string> cells, TextWriter writer) =>
        writer.Write($"| {string.Join(" | ", cells.Select(MarkdownText.Of))} |\n");
}
