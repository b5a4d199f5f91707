using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The calls and tokens of each model, the cost of prompts, and what a lighter model would save.</summary>
internal static class TokenMixHtml
{
    private const int MaxBars = 12;

    public static HtmlSection Section(AuditReport report)
    {
        var html = new Html();
        if (report.Calls.Count + report.Prompts.Count > 0)
        {
            html.Raw("<div class=\"charts\">\n");
            html.Raw(ByTier(report));
            html.Raw(ByModel(report));
            html.Raw("</div>\n");
            html.Raw(ByPrompt(report));
            html.Raw(Savings(report));
        }

        return new HtmlSection("mix", "Token mix", "Token mix", html);
    }

    private static Html ByTier(AuditReport report)
    {
        var chart = new BarChart("By tier");
        foreach (var one in report.Tiers)
            chart.Legend(one.Tier, one.Tier);
        Stack(chart, report, "Calls", static one => one.Calls);
        Stack(chart, report, "Prompts that specify a model", static one => one.Prompts);
        var tokens = report
            .Calls.Where(static call => call.FixedTokens is not null)
            .ToLookup(static call => call.Model.Tier ?? "unknown", static call => call.FixedTokens!.Count, StringComparer.Ordinal);
        Stack(chart, report, "Fixed tokens if each call runs once", one => tokens[one.Tier].Sum());
        return chart.Write(
            "By list price of 1,000,000 output tokens: small up to $5, medium up to $15, large above. "
                + "Unknown: the code does not name the model, the catalog has no price for it, or it does not generate text."
        );
    }

    private static void Stack(BarChart chart, AuditReport report, string label, Func<AuditTier, int> count)
    {
        var counts = report.Tiers.Select(one => (one.Tier, Count: count(one))).ToList();
        var whole = counts.Sum(static one => (long)one.Count);
        if (whole == 0)
            return;
        chart.Row(
            label,
            string.Join(", ", counts.Where(static one => one.Count > 0).Select(static one => $"{AuditText.Count(one.Count)} {one.Tier}")),
            [.. counts.Select(one => new Bar(one.Tier, (double)one.Count / whole))]
        );
    }

    private static Html ByModel(AuditReport report)
    {
        var models = report.Models.Where(static model => model.Calls > 0).OrderByDescending(static model => model.Calls).ToList();
        if (models.Count == 0)
            return Html.Empty;
        var chart = new BarChart("Calls by model");
        foreach (var model in models.Take(MaxBars))
        {
            chart.Row(
                Html.Of(
                    $"<a href=\"#calls\" data-set=\"calls.model={Uri.EscapeDataString(AuditText.Name(model))}\">"
                        + $"{AuditText.Name(model)}</a>{Chips.Tier(model.Tier)}"
                ),
                $"{AuditText.Count(model.Calls)} ({AuditText.Share(model.Calls, report.Summary.Calls)})",
                new Bar(Chips.Kind(model.Tier), (double)model.Calls / models[0].Calls)
            );
        }

        return chart.Write(
            models.Count > MaxBars
                ? Html.Of($"{Quantity.Of(models.Count - MaxBars, "other")} in the <a href=\"#models\">table of models</a>.")
                : null
        );
    }

    private static Html ByPrompt(AuditReport report)
    {
        var prompts = report
            .Prompts.Where(static prompt => prompt.Cost is { IsEmpty: false })
            .OrderByDescending(static prompt => Sum(prompt.Cost))
            .ThenBy(static prompt => prompt.Name, StringComparer.Ordinal)
            .ToList();
        if (prompts.Count == 0 || Sum(prompts[0].Cost) is var most && most <= 0)
            return Html.Empty;
        var savings = report.Savings.ToLookup(static saving => (saving.Project, saving.Path, saving.Line, saving.Prompt, saving.Version));
        var chart = new BarChart("List price of 1,000 calls by prompt")
            .Legend("input", "fixed input, at least")
            .Legend("output", "output up to its limit, at most");
        if (report.Savings.Count > 0)
            chart.Legend("saved", "saved with a model of the declared tier");
        foreach (var prompt in prompts.Take(MaxBars))
        {
            var saving = savings[(prompt.Project, prompt.Path, prompt.Line, prompt.Name, prompt.Version)]
                .MaxBy(static saving => Sum(saving.Saves));
            var value = Html.Of($"{Words(prompt.Cost!)}");
            if (saving is not null)
                value.Add($"<br><span class=\"good\">{AuditText.ShortUsd(Sum(saving.Saves))} less on {saving.Cheaper}</span>");
            chart.Row(
                Html.Of(
                    $"{prompt.Name}<span class=\"quiet\">@{prompt.Version}</span> <span class=\"quiet\">{AuditText.Model(prompt)}</span>"
                ),
                value,
                Bars(prompt.Cost!, saving?.Saves, most)
            );
        }

        return chart.Write(
            prompts.Count > MaxBars
                ? Html.Of(
                    $"The {MaxBars} most expensive. {Quantity.Of(prompts.Count - MaxBars, "other")} in the "
                        + $"<a href=\"#prompts\">table of prompts</a>."
                )
                : null
        );
    }

    private static Bar[] Bars(AuditCost cost, AuditCost? saves, decimal most)
    {
        var input = (cost.InputAtLeast ?? 0) - (saves?.InputAtLeast ?? 0);
        var output = (cost.OutputAtMost ?? 0) - (saves?.OutputAtMost ?? 0);
        return [new Bar("input", Share(input)), new Bar("output", Share(output)), new Bar("saved", Share(Sum(saves)))];

        double Share(decimal amount) => (double)(Math.Max(amount, 0) / most);
    }

    private static string Words(AuditCost cost) =>
        (cost.InputAtLeast is null ? "input unknown" : $"{AuditText.ShortUsd(cost.InputAtLeast)} in")
        + ", "
        + (cost.OutputAtMost is null ? "output without a limit" : $"{AuditText.ShortUsd(cost.OutputAtMost)} out");

    private static Html Savings(AuditReport report)
    {
        if (report.Savings.Count == 0)
            return Html.Empty;
        var table = new HtmlTable(
            "savings",
            "Prompts that run on a heavier model than they declare",
            new("Prompt"),
            new("Declares"),
            new("Runs on"),
            new("Cheapest of that class"),
            new("Input saved per 1,000 calls", null, true),
            new("Output saved per 1,000 calls", null, true)
        );
        foreach (var saving in report.Savings)
        {
            table.Row(
                Html.Empty,
                Html.Of($"{saving.Prompt}<span class=\"quiet\">@{saving.Version}</span>"),
                Chips.Tier(saving.Tier),
                Html.Of($"{saving.Model}{Chips.Tier(saving.ModelTier)}"),
                saving.Cheaper,
                saving.Saves.InputAtLeast is { } input ? $"from {AuditText.ShortUsd(input)}" : AuditText.Nothing,
                saving.Saves.OutputAtMost is { } output ? $"to {AuditText.ShortUsd(output)}" : AuditText.Nothing
            );
        }

        return Html.Of(
            $"<h3>Where a lighter model would do</h3>\n<p class=\"quiet\">The prompt declares with <code>tier</code> what it needs. "
                + $"Try the lighter model before you switch.</p>\n{table.Write()}"
        );
    }

    private static decimal Sum(AuditCost? cost) => (cost?.InputAtLeast ?? 0) + (cost?.OutputAtMost ?? 0);
}
