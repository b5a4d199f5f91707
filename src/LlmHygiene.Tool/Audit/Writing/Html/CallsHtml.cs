using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>All calls, with filters and sorting.</summary>
internal static class CallsHtml
{
    public static HtmlSection Section(AuditReport report, ViolationIndex violations, SourceLinks links)
    {
        if (report.Calls.Count == 0)
            return new HtmlSection("calls", "Calls", "Calls", Html.Of($"<p>No LLM calls were found.</p>\n"), 0);
        var filters = new Filters("calls", "calls")
            .Choice("project", "Project", report.Calls.Select(static call => call.Project))
            .Choice("model", "Model", report.Calls.Select(static call => AuditText.Name(call.Model)))
            .Choice("prompt", "Prompt", report.Calls.Select(static call => call.Prompt.State))
            .Choice("sdk", "SDK", report.Calls.Select(static call => call.Sdk))
            .Choice("operation", "Operation", report.Calls.Select(static call => call.Operation))
            .Only("violations", "with violations");
        var table = new HtmlTable(
            "calls",
            "Calls",
            new("Where", "where"),
            new("Operation", "operation"),
            new("Model", "model"),
            new("Prompt", "prompt"),
            new("Limit", "limit"),
            new("Fixed tokens", "tokens", true),
            new("Input per 1,000", "input", true),
            new("Output per 1,000", "output", true),
            new("Violations", "violations")
        );
        var isOne = report.Projects.Count < 2;
        foreach (var call in report.Calls)
        {
            var of = violations.Of(call);
            var around = SourceLinks.Around(call.Site ?? call.Member, isOne ? null : call.Project, call.Frameworks);
            table.Row(
                Data(call, of),
                Html.Of($"{links.Place(call.Path, call.Line)}{around}"),
                Html.Of(
                    $"{call.Operation}<div class=\"quiet\">{Html.Breaking(call.Sdk, '.')}"
                        + $"{(call.Via is "" or "Sdk" ? "" : " · " + call.Via)}</div>"
                ),
                Model(call),
                Prompt(call.Prompt),
                Limit(call),
                HtmlCell.Tokens(call.FixedTokens),
                HtmlCell.Usd(call.Cost?.InputAtLeast),
                HtmlCell.Usd(call.Cost?.OutputAtMost),
                new HtmlCell(Rules(of), $"{9 - Math.Min(of.Count, 9)}{string.Concat(of.Select(static one => one.Rule))}")
            );
        }

        return new HtmlSection(
            "calls",
            "Calls",
            "Calls",
            Html.Of($"{filters.Write(report.Calls.Count)}{table.Write()}"),
            report.Calls.Count
        );
    }

    private static Html Data(AuditCall call, IReadOnlyList<AuditViolation> violations) =>
        Html.Of(
            $" data-project=\"{call.Project}\" data-model=\"{AuditText.Name(call.Model)}\" data-prompt=\"{call.Prompt.State}\""
                + $" data-sdk=\"{call.Sdk}\" data-operation=\"{call.Operation}\""
                + $"{(violations.Count > 0 ? new Html().Raw(" data-violations") : Html.Empty)}"
        );

    private static Html Prompt(AuditPromptUse prompt) =>
        prompt.Name is null ? Chips.Quiet(prompt.State) : Html.Of($"{prompt.Name}<span class=\"quiet\">@{prompt.Version}</span>");

    private static Html Model(AuditCall call)
    {
        var model = Html.Of($"{AuditText.Name(call.Model)}{Chips.Tier(call.Model.Tier)}");
        return AuditText.Hosts(call) is { } hosts ? model.Add($"<div class=\"quiet\">{hosts}</div>") : model;
    }

    private static HtmlCell Limit(AuditCall call) =>
        new(
            Html.Of($"{LimitText(call.Limit)}<div class=\"quiet\">cancellation: {call.Cancellation}</div>"),
            call.Limit.Highest is { } count ? $"{count:D9}" : $"~{call.Limit.State}"
        );

    private static string LimitText(AuditLimit limit) =>
        limit.Highest is not { } highest ? limit.State
        : limit.Values is { } values
            ? $"{string.Join(", ", values.SkipLast(1).Select(static value => Quantity.Of(value)))} or {Quantity.Of(highest, "token")}"
        : Quantity.Of(highest, "token");

    private static Html Rules(IReadOnlyList<AuditViolation> violations)
    {
        if (violations.Count == 0)
            return Chips.Quiet("none");
        var html = new Html();
        foreach (var one in violations)
            html.Add(
                $"<a class=\"chip {Chips.Kind(one.Severity)}\" href=\"#{one.Rule}\""
                    + $" title=\"{one.Severity}: {RuleCatalog.Title(one.Rule)}\">{one.Rule}</a> "
            );
        return html;
    }
}
