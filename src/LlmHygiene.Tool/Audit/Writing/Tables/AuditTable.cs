using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;
using Spectre.Console;

namespace LlmHygiene.Tool.Audit.Writing.Tables;

/// <summary>The report as tables for a terminal.</summary>
internal sealed class AuditTable(IAnsiConsole console)
{
    private const int Places = 3;

    // Plain text is not wrapped to the width of a terminal.
    private const int PlainWidth = 1000;

    // On a narrower terminal, calls have fewer columns and two lines each.
    private const int WideCalls = 220;

    /// <summary>The report as plain text.</summary>
    public static string Text(AuditReport report, AuditDiff? diff)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var plain = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        plain.Profile.Width = PlainWidth;
        plain.Profile.Capabilities.Unicode = true;
        new AuditTable(plain).Write(report, diff);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(static line => line.TrimEnd()));
    }

    public void Write(AuditReport report, AuditDiff? diff)
    {
        console.WriteLine(TerminalText.Of($"{report.Root}: {AuditText.Headline(report)}"));
        if (diff is not null)
            new DiffTable(console).Write(diff);
        Models(report);
        Prompts(report);
        Usage(report);
        Calls(report);
        if (report.Calls.Any(static call => call.Cost is not null) || report.Prompts.Count > 0)
            console.WriteLine(AuditText.PriceNote(report));
        if (AuditText.InterceptionNote(report) is { } interception)
            console.WriteLine(interception);
        Savings(report);
        Retirements(report);
        Violations(report);
        NotRead(report);
    }

    private void Models(AuditReport report)
    {
        var table = Start(
            "Models",
            report.Models.Count,
            "model",
            "provider",
            "tier",
            ">calls",
            ">share",
            ">prompts",
            ">in /1M",
            ">out /1M",
            "ends"
        );
        foreach (var model in report.Models)
        {
            Row(
                table,
                AuditText.Name(model),
                model.Provider ?? AuditText.Nothing,
                model.Tier ?? AuditText.Nothing,
                AuditText.Count(model.Calls),
                AuditText.Share(model.Calls, report.Summary.Calls),
                AuditText.Count(model.Prompts),
                AuditText.Usd(model.InputPrice),
                AuditText.Usd(model.OutputPrice),
                model.ShutdownOn ?? AuditText.Nothing
            );
        }

        End(table);
        if (report.Models.Count > 0)
            console.WriteLine(
                "By tier: "
                    + string.Join(
                        "; ",
                        report
                            .Tiers.Where(static tier => tier.Calls + tier.Prompts > 0)
                            .Select(static tier => $"{tier.Tier} {Quantity.Of(tier.Calls, "call")}, {Quantity.Of(tier.Prompts, "prompt")}")
                    )
            );
    }

    private void Prompts(AuditReport report)
    {
        var table = Start(
            "Prompts",
            report.Prompts.Count,
            "prompt",
            "model",
            "tier",
            ">fixed tokens",
            ">budget",
            "lock",
            ">calls",
            ">uses",
            ">in /1,000 from",
            ">out /1,000 to",
            "where"
        );
        foreach (var prompt in report.Prompts)
        {
            Row(
                table,
                $"{prompt.Name}@{prompt.Version}",
                AuditText.Model(prompt),
                prompt.Tier ?? AuditText.Nothing,
                prompt.FixedTokens.ToString(),
                AuditText.Budget(prompt),
                prompt.Lock,
                AuditText.Count(prompt.Calls.Count),
                AuditText.Count(prompt.Uses.Count),
                AuditText.Usd(prompt.Cost?.InputAtLeast),
                AuditText.Usd(prompt.Cost?.OutputAtMost),
                AuditText.Place(prompt.Path, prompt.Line)
            );
        }

        End(table);
    }

    private void Usage(AuditReport report)
    {
        var prompts = AuditText.WithUsage(report);
        var table = Start(AuditText.UsageTitle, prompts.Count, AuditText.UsageColumns);
        foreach (var prompt in prompts)
            Row(table, AuditText.UsageCells(prompt));
        End(table);
    }

    private void Calls(AuditReport report)
    {
        var isWide = console.Profile.Width >= WideCalls;
        var table = isWide
            ? Start(
                "Calls",
                report.Calls.Count,
                "where",
                "member",
                "sdk",
                "operation",
                "model",
                "prompt",
                "limit",
                "cancellation",
                "via",
                ">in /1,000 from",
                ">out /1,000 to"
            )
            : Start("Calls", report.Calls.Count, "where", "!operation", "model", "prompt", "!limit", ">in from", ">out to");
        foreach (var call in report.Calls)
        {
            var where = AuditText.Place(call.Path, call.Line) + AuditText.Frameworks(call.Frameworks);
            var (input, output) = (AuditText.Usd(call.Cost?.InputAtLeast), AuditText.Usd(call.Cost?.OutputAtMost));
            if (isWide)
                Row(
                    table,
                    where,
                    AuditText.Member(call),
                    call.Sdk,
                    call.Operation,
                    AuditText.Model(call),
                    call.Prompt.ToString(),
                    call.Limit.ToString(),
                    call.Cancellation,
                    call.Via,
                    input,
                    output
                );
            else
                Row(
                    table,
                    $"{where}\n{AuditText.Member(call)}",
                    call.Operation,
                    (
                        call.Model is { Id: null, Ids: null }
                            ? call.Model.State
                            : $"{call.Model.State}\n{call.Model.Id ?? string.Join("\n", call.Model.Ids!)}"
                    ) + (AuditText.Hosts(call) is { } hosts ? $"\n{hosts}" : ""),
                    call.Prompt.ToString(),
                    call.Limit.ToString(),
                    input,
                    output
                );
        }

        End(table);
    }

    private void Savings(AuditReport report)
    {
        var table = Start(
            "A smaller model would do",
            report.Savings.Count,
            "prompt",
            "declares",
            "runs on",
            "tier",
            "cheapest current",
            ">input",
            ">output",
            ">saves in /1,000 from",
            ">saves out /1,000 to"
        );
        foreach (var saving in report.Savings)
        {
            Row(
                table,
                $"{saving.Prompt}@{saving.Version}",
                saving.Tier,
                saving.Model,
                saving.ModelTier,
                saving.Cheaper,
                $"{AuditText.Usd(saving.InputPrice)} → {AuditText.Usd(saving.CheaperInputPrice)}",
                $"{AuditText.Usd(saving.OutputPrice)} → {AuditText.Usd(saving.CheaperOutputPrice)}",
                AuditText.Usd(saving.Saves.InputAtLeast),
                AuditText.Usd(saving.Saves.OutputAtMost)
            );
        }

        End(table);
    }

    private void Retirements(AuditReport report)
    {
        var table = Start($"Retirements, as of {report.AsOf}", report.Retirements.Count, "!ends", "!model", "!replacement", "used at");
        foreach (var one in report.Retirements)
            Row(table, AuditText.Ends(one), one.Model, one.Replacement ?? AuditText.Nothing, AuditText.Places(one.Places, Places));
        End(table);
    }

    private void Violations(AuditReport report)
    {
        var table = Start("Violations", report.Violations.Count, "!rule", "!severity", "!where", "message");
        foreach (var violation in report.Violations)
            Row(
                table,
                violation.Rule,
                violation.Severity,
                AuditText.Place(violation.Path, violation.Line) + AuditText.Frameworks(violation.Frameworks),
                violation.Message
            );
        End(table);
    }

    private void NotRead(AuditReport report)
    {
        var table = Start("Not read completely", report.NotRead.Count, "what", "!framework", "!why", "reason");
        foreach (var one in report.NotRead)
            Row(table, one.Path, one.Framework ?? AuditText.Nothing, one.Kind, one.Reason);
        End(table);
    }

    /// <param name="columns">The prefix '>' aligns a column to the right, '!' keeps its cells on one line.</param>
    private Table? Start(string title, int rows, params string[] columns)
    {
        if (rows == 0)
            return null;
        console.WriteLine();
        console.WriteLine($"{title} ({AuditText.Count(rows)})");
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var made = new TableColumn(Markup.Escape(column.TrimStart('>', '!')));
            if (column[0] == '>')
                made.RightAligned();
            if (column[0] == '!')
                made.NoWrap();
            table.AddColumn(made);
        }

        return table;
    }

    private static void Row(Table? table, params string[] cells) =>
        table!.AddRow(cells.Select(static cell => new Text(TerminalText.OfLines(cell))));

    private void End(Table? table)
    {
        if (table is not null)
            console.Write(table);
    }
}
