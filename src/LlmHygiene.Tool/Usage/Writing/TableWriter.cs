using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;
using Spectre.Console;

namespace LlmHygiene.Tool.Usage.Writing;

/// <summary>Writes the report as tables in the width of the terminal, or unwrapped without one.</summary>
internal static class TableWriter
{
    private const int WidthOfFile = 240;

    public static void Write(UsageReport report, bool byHour, TextWriter writer, int? width)
    {
        // No colors: the same text goes into files.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = width ?? WidthOfFile;
        console.WriteLine(TerminalText.Of(ReportSections.Heading(report)));
        foreach (var section in ReportSections.Of(report, byHour))
        {
            console.WriteLine();
            console.WriteLine(TerminalText.Of(section.Title));
            if (section.Columns.Count > 0)
                console.Write(Table(section));
            foreach (var line in section.Lines)
                console.WriteLine("  " + TerminalText.Of(line));
        }
    }

    private static Table Table(ReportSection section)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in section.Columns)
        {
            var shown = new TableColumn(Markup.Escape(column.Name));
            table.AddColumn(column.IsNumber ? shown.RightAligned().NoWrap() : shown);
        }

        foreach (var row in section.Rows)
            table.AddRow([.. row.Select(static cell => new Text(TerminalText.Of(cell)))]);
        return table;
    }
}
