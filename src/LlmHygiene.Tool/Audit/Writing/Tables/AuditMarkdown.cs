using System.Text;
using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Tables;

/// <summary>The report as Markdown for a pull request: short, with long lists folded.</summary>
internal sealed class AuditMarkdown
{
    private const int Places = 3;

    // A comment on GitHub has at most 65,536 characters.
    private const int MaxRows = 100;

    private readonly StringBuilder _text = new();

    public static string Write(AuditReport report, AuditDiff? diff)
    {
        var markdown = new AuditMarkdown();
        if (diff is null)
            markdown.Whole(report);
        else
            markdown.Changes(report, diff);
        return markdown._text.ToString();
    }

    private void Whole(AuditReport report)
    {
        Line($"## LLM audit of {MarkdownText.Of(report.Root)}");
        Line();
        Line(AuditText.Headline(report) + ".");
        NotRead(report);
        Table(
            "Models",
            report.Models,
            ["model", "tier", "calls", "prompts", "in /1M", "out /1M", "ends"],
            static model =>
                [
                    AuditText.Name(model),
                    model.Tier ?? AuditText.Nothing,
                    AuditText.Count(model.Calls),
                    AuditText.Count(model.Prompts),
                    AuditText.Usd(model.InputPrice),
                    AuditText.Usd(model.OutputPrice),
                    model.ShutdownOn ?? AuditText.Nothing,
                ]
        );
        Table(
            $"Retirements, as of {report.AsOf}",
            report.Retirements,
            ["ends", "model", "replacement", "used at"],
            static one => [AuditText.Ends(one), one.Model, one.Replacement ?? AuditText.Nothing, AuditText.Places(one.Places, Places)]
        );
        Table(
            "A smaller model would do",
            report.Savings,
            ["prompt", "declares", "runs on", "cheapest current", "saves in /1,000 from", "saves out /1,000 to"],
            static saving =>
                [
                    $"{saving.Prompt}@{saving.Version}",
                    saving.Tier,
                    saving.Model,
                    saving.Cheaper,
                    AuditText.Usd(saving.Saves.InputAtLeast),
                    AuditText.Usd(saving.Saves.OutputAtMost),
                ]
        );
        Folded(
            "Violations",
            report.Violations,
            ["rule", "severity", "where", "message"],
            static one => [one.Rule, one.Severity, AuditText.Place(one.Path, one.Line) + AuditText.Frameworks(one.Frameworks), one.Message]
        );
        Folded(
            "Prompts",
            report.Prompts,
            ["prompt", "model", "fixed tokens", "lock", "calls", "in /1,000 from", "out /1,000 to"],
            static prompt =>
                [
                    $"{prompt.Name}@{prompt.Version}",
                    AuditText.Model(prompt),
                    prompt.FixedTokens.ToString(),
                    prompt.Lock,
                    AuditText.Count(prompt.Calls.Count),
                    AuditText.Usd(prompt.Cost?.InputAtLeast),
                    AuditText.Usd(prompt.Cost?.OutputAtMost),
                ]
        );
        Folded(
            AuditText.UsageTitle,
            AuditText.WithUsage(report),
            [.. AuditText.UsageColumns.Select(static column => column.TrimStart('>'))],
            AuditText.UsageCells
        );
        Folded(
            "Calls",
            report.Calls,
            ["where", "member", "operation", "model", "prompt", "limit"],
            static call =>
                [
                    AuditText.Place(call.Path, call.Line) + AuditText.Frameworks(call.Frameworks),
                    AuditText.Member(call),
                    call.Operation,
                    AuditText.Model(call),
                    call.Prompt.ToString(),
                    call.Limit.ToString(),
                ]
        );
        Line();
        Line($"<sub>{AuditText.PriceNote(report)}</sub>");
    }

    private void Changes(AuditReport report, AuditDiff diff)
    {
        Line($"## LLM audit of {MarkdownText.Of(report.Root)}: what changes");
        Line();
        if (diff.IsEmpty)
        {
            Line("Nothing changes in calls, prompts, models, violations, tokens or prices.");
            return;
        }

        if (diff.Totals.Count > 0)
        {
            Header(["", "before", "after"]);
            foreach (var total in diff.Totals)
                Row([total.Name, total.Before, total.After]);
        }

        Changes("Violations", diff.Violations);
        Changes("Calls", diff.Calls);
        Changes("Prompts", diff.Prompts);
        Changes("Models", diff.Models);
        Changes("Not read completely", diff.NotRead);
        Line();
        Line($"<sub>{AuditText.PriceNote(report)}</sub>");
    }

    private void Changes(string title, IReadOnlyList<AuditChange> changes) =>
        Folded(
            $"{title}: {string.Join(", ", changes.GroupBy(static change => change.Kind).Select(Kinds))}",
            changes,
            ["", "what", "how"],
            static change =>
                [
                    change.Kind switch
                    {
                        AuditChangeKind.Added => "➕",
                        AuditChangeKind.Removed => "➖",
                        _ => "✏️",
                    },
                    change.Subject,
                    change.Describe(),
                ],
            isOpen: changes.Count <= 10,
            count: false
        );

    private static string Kinds(IGrouping<AuditChangeKind, AuditChange> changes) =>
        $"{AuditText.Count(changes.Count())} {changes.Key.ToString().ToLowerInvariant()}";

    private void NotRead(AuditReport report)
    {
        if (report.NotRead.Count == 0)
            return;
        Line();
        Line("> [!WARNING]");
        foreach (var one in report.NotRead)
            Line($"> {MarkdownText.Of(AuditText.NotRead(one))}  ");
    }

    private void Table<T>(string title, IReadOnlyList<T> rows, string[] columns, Func<T, string[]> cells)
    {
        if (rows.Count == 0)
            return;
        Line();
        Line($"### {title}");
        Line();
        Rows(rows, columns, cells);
    }

    private void Folded<T>(
        string title,
        IReadOnlyList<T> rows,
        string[] columns,
        Func<T, string[]> cells,
        bool isOpen = false,
        bool count = true
    )
    {
        if (rows.Count == 0)
            return;
        Line();
        Line($"<details{(isOpen ? " open" : "")}><summary>{title}{(count ? $" ({AuditText.Count(rows.Count)})" : "")}</summary>");
        Line();
        Rows(rows, columns, cells);
        Line();
        Line("</details>");
    }

    private void Rows<T>(IReadOnlyList<T> rows, string[] columns, Func<T, string[]> cells)
    {
        Header(columns);
        foreach (var row in rows.Take(MaxRows))
            Row(cells(row));
        if (rows.Count <= MaxRows)
            return;
        Line();
        Line($"And {AuditText.Count(rows.Count - MaxRows)} more.");
    }

    private void Header(string[] columns)
    {
        Row(columns);
        Line("|" + string.Concat(columns.Select(static _ => "---|")));
    }

    private void Row(string[] cells) => Line("| " + string.Join(" | ", cells.Select(MarkdownText.Of)) + " |");

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
