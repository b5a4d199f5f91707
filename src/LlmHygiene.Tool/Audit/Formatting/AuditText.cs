using System.Globalization;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Formatting;

/// <summary>Numbers and names as people read them.</summary>
internal static class AuditText
{
    public const string Nothing = "-";

    public static string Count(int? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Line(int line) => line.ToString(CultureInfo.InvariantCulture);

    public static string Usd(decimal? amount) =>
        amount is { } value ? "$" + value.ToString("#,0.00####", CultureInfo.InvariantCulture) : Nothing;

    public static string Tokens(AuditTokens? tokens) =>
        tokens is null ? Nothing
        : tokens.IsEstimate ? $"{tokens} (estimate)"
        : tokens.ToString();

    public static string Share(int part, int whole) =>
        whole == 0
            ? Nothing
            : ((decimal)part / whole).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    public static string Name(AuditModel model) => Name(model.Id, model.State, model.Deployment);

    public static string Name(AuditModelUse model) => Name(model.Id, model.State, model.Deployment);

    public static string Model(AuditPrompt prompt) => prompt.Model ?? "(of the client)";

    public static string Ends(AuditRetirement model) => (model.ShutdownOn ?? "?") + (model.IsPast ? " (past)" : "");

    public static string NotRead(AuditNotRead one) => $"{one.Path}{(one.Framework is null ? "" : $" ({one.Framework})")}: {one.Reason}";

    public static string Place(string path, int line) => $"{path}:{Line(line)}";

    public static string Places(IReadOnlyList<AuditPlace> places, int most) =>
        string.Join(", ", places.Take(most).Select(static place => Place(place.Path, place.Line)))
        + (places.Count > most ? $" and {Count(places.Count - most)} more" : "");

    public static string Frameworks(IReadOnlyList<string>? frameworks) => frameworks is null ? "" : $" ({string.Join(", ", frameworks)})";

    public static string Plural(int count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Name(string? id, string state, bool isDeployment) =>
        id is null ? Unknown(state)
        : isDeployment ? $"{id} (deployment)"
        : id;

    /// <summary>A call whose model has no name here, by what is known of it.</summary>
    private static string Unknown(string state) =>
        state switch
        {
            "Configured" => "(configured)",
            "AtClient" => "(at the client)",
            "FlowsIn" => "(flows in)",
            "Absent" => "(absent)",
            _ => $"({state})",
        };

    /// <summary>What an audit found, in a sentence.</summary>
    public static string Headline(AuditReport report)
    {
        var summary = report.Summary;
        var notRead = summary.NotRead == 0 ? "" : $"; {Plural(summary.NotRead, "thing")} could not be read as a whole";
        return $"{Plural(summary.Calls, "call")} in {Plural(summary.Projects, "project")}, {Plural(summary.Prompts, "prompt")}, {Plural(summary.Models, "model")}; "
            + $"{Plural(summary.Errors, "error")}, {Plural(summary.Warnings, "warning")}, {Plural(summary.Suggestions, "suggestion")}{notRead}";
    }

    /// <summary>What the prices are, and what they leave out.</summary>
    public static string PriceNote(AuditReport report) =>
        $"List prices in USD as of {report.CatalogAsOf}. Input: the prompt's fixed text only, so a lower bound. Output: an answer as long as its limit, so an upper bound. ~ is an estimate with another model's tokenizer.";
}
