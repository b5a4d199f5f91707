using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>All models in use, with the data of the model catalog.</summary>
internal static class ModelsHtml
{
    public static HtmlSection Section(AuditReport report)
    {
        var html = new Html();
        if (report.Models.Count > 0)
        {
            var table = new HtmlTable(
                "models",
                "Models",
                new("Model", "model"),
                new("Calls", "calls", true),
                new("Prompts", "prompts", true),
                new("Input per 1M", "input", true),
                new("Output per 1M", "output", true),
                new("Context", "context", true),
                new("Max output", "longest", true),
                new("Status", "status"),
                new("Source")
            );
            foreach (var model in report.Models)
            {
                table.Row(
                    Html.Empty,
                    new HtmlCell(
                        Html.Of($"{AuditText.Name(model)}{Chips.Tier(model.Tier)}<div class=\"quiet\">{model.Provider}</div>"),
                        AuditText.Name(model)
                    ),
                    HtmlCell.Number(model.Calls),
                    HtmlCell.Number(model.Prompts),
                    HtmlCell.Usd(model.InputPrice),
                    HtmlCell.Usd(model.OutputPrice),
                    HtmlCell.Number(model.ContextTokens),
                    HtmlCell.Number(model.OutputTokens),
                    Html.Of($"{model.Status ?? AuditText.Nothing}{Ends(model)}"),
                    RetirementsHtml.Source(model.Source)
                );
            }

            html.Raw(table.Write());
        }

        return new HtmlSection("models", "Models", "Models", html, report.Models.Count);
    }

    private static Html Ends(AuditModel model) =>
        model.ShutdownOn is { } day ? Html.Of($"<div class=\"quiet\">ends {day}</div>") : Html.Empty;
}
