using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Io;
using Spectre.Console;

namespace LlmHygiene.Tool.Audit.Writing.Tables;

/// <summary>What changed, as lines for a terminal.</summary>
internal sealed class DiffTable(IAnsiConsole console)
{
    public void Write(AuditDiff diff)
    {
        console.WriteLine();
        if (diff.IsEmpty)
        {
            console.WriteLine("Nothing has changed.");
            return;
        }

        console.WriteLine("Changed:");
        foreach (var total in diff.Totals)
            console.WriteLine($"  {total.Name}: {total.Before} → {total.After}");
        Write("Calls", diff.Calls);
        Write("Prompts", diff.Prompts);
        Write("Models", diff.Models);
        Write("Violations", diff.Violations);
        Write("Not read completely", diff.NotRead);
    }

    private void Write(string title, IReadOnlyList<AuditChange> changes)
    {
        if (changes.Count == 0)
            return;
        console.WriteLine($"  {title}:");
        foreach (var change in changes)
        {
            var (mark, color) = change.Kind switch
            {
                AuditChangeKind.Added => ('+', Color.Green),
                AuditChangeKind.Removed => ('-', Color.Red),
                _ => ('~', Color.Yellow),
            };
            console.Write(new Text(TerminalText.Of($"    {mark} {change.Subject}"), new Style(color)));
            console.WriteLine(TerminalText.Of(": " + change.Describe()));
        }
    }
}
