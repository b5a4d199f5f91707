using System.Globalization;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Formatting;

/// <summary>Numbers, names and sentences that several formats share.</summary>
internal static class AuditText
{
    public const string Nothing = "-";

    // As in LLMH0001.
    private const string Intercepted = "Intercepted";

    public static string Count(int? number) => number is { } value ? Quantity.Of(value) : Nothing;

    public static string Line(int line) => line.ToString(CultureInfo.InvariantCulture);

    public static string Usd(decimal? amount) => amount is { } value ? Money.Exact(value) : Nothing;

    /// <summary>Rounded for the HTML page. The exact amount is in its JSON, and rows are sorted by it.</summary>
    public static string ShortUsd(decimal? amount) => amount is { } value ? Money.Short(value) : Nothing;

    public static string Tokens(AuditTokens? tokens) =>
        tokens is null ? Nothing
        : tokens.IsEstimate ? $"{tokens} (estimate)"
        : tokens.ToString();

    public static string Share(int part, int whole) =>
        whole == 0
            ? Nothing
            : ((decimal)part / whole).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    public static string Name(AuditModel model) => Name(model.Id, model.State, model.Deployment);

    public static string Name(AuditModelUse model) =>
        Name(model.Id ?? (model.Ids is { } ids ? string.Join(", ", ids) : null), model.State, model.Deployment);

    /// <summary>The model of a call, and where another project decides it, the model there.</summary>
    public static string Model(AuditCall call) =>
        call.Hosts is not { } hosts ? call.Model.ToString()
        : call.Model.Id is not null ? $"{call.Model} by {string.Join(", ", hosts.Select(Host))}"
        : $"{call.Model}: {string.Join(", ", hosts.Select(static host => $"{host} by {Host(host)}"))}";

    /// <summary>The models in the projects that host a call; null where its own project decides.</summary>
    public static string? Hosts(AuditCall call) =>
        call.Hosts is null
            ? null
            : string.Join(", ", call.Hosts.Select(static host => $"{Host(host)}: {Name(host.Id, host.State, host.Deployment)}"));

    private static string Host(AuditHost host) => Path.GetFileNameWithoutExtension(host.Project);

    public static string Model(AuditPrompt prompt) => prompt.Model ?? "(of the client)";

    /// <summary>The input tokens of a call, and what one execution may use.</summary>
    public static string Budget(AuditPrompt prompt)
    {
        var limits = new List<string>();
        if (prompt.Budget is { } tokens)
            limits.Add(Quantity.Of(tokens));
        if (prompt.BudgetUsd is { } usd)
            limits.Add(Money.Exact(usd));
        if (prompt.BudgetCalls is { } calls)
            limits.Add(Quantity.Of(calls, "call"));
        return limits.Count == 0 ? Nothing : string.Join(", ", limits);
    }

    /// <summary>The effort, and whether it is the default of the model.</summary>
    public static string Effort(AuditReasoning? reasoning) =>
        reasoning?.Effort is not { } effort ? Nothing
        : reasoning.IsStated ? effort
        : effort + " (default)";

    /// <summary>How the provider knows what to cache.</summary>
    public static string Mark(AuditCache? cache) =>
        cache?.Mark switch
        {
            null => Nothing,
            AuditCache.Set => "marked",
            AuditCache.Missing => "needs a mark",
            var automatic => automatic,
        };

    /// <summary>The prompts for which something is known about caches, reasoning or batches.</summary>
    public static IReadOnlyList<AuditPrompt> WithUsage(AuditReport report) =>
        [
            .. report.Prompts.Where(static prompt =>
                prompt.Cache?.Minimum is not null || prompt.Reasoning is not null || prompt.BatchCost is not null
            ),
        ];

    public static readonly string[] UsageColumns =
    [
        "prompt",
        ">prefix tokens",
        ">cached from",
        "mark",
        ">saves in /1,000 to",
        "effort",
        ">reasoning tokens",
        ">reasoning /1,000",
        ">batch in /1,000 from",
        ">batch out /1,000 to",
    ];

    public static string[] UsageCells(AuditPrompt prompt) =>
        [
            $"{prompt.Name}@{prompt.Version}",
            prompt.Cache?.Prefix.ToString() ?? Nothing,
            Count(prompt.Cache?.Minimum),
            Mark(prompt.Cache),
            Usd(prompt.Cache?.SavesAtMost),
            Effort(prompt.Reasoning),
            Count(prompt.Reasoning?.Tokens),
            Usd(prompt.Reasoning?.Cost),
            Usd(prompt.BatchCost?.InputAtLeast),
            Usd(prompt.BatchCost?.OutputAtMost),
        ];

    public const string UsageTitle = "Caches, reasoning and batches";

    public static string Ends(AuditRetirement model) => (model.ShutdownOn ?? "?") + (model.IsPast ? " (past)" : "");

    public static string NotRead(AuditNotRead one) => $"{one.Path}{(one.Framework is null ? "" : $" ({one.Framework})")}: {one.Reason}";

    public static string Place(string path, int line) => $"{path}:{Line(line)}";

    public static string Places(IReadOnlyList<AuditPlace> places, int most) =>
        string.Join(", ", places.Take(most).Select(static place => Place(place.Path, place.Line)))
        + (places.Count > most ? $" and {Count(places.Count - most)} more" : "");

    public static string Frameworks(IReadOnlyList<string>? frameworks) => frameworks is null ? "" : $" ({string.Join(", ", frameworks)})";

    private static string Name(string? id, string state, bool isDeployment) =>
        id is null ? Unknown(state)
        : isDeployment ? $"{id} (deployment)"
        : id;

    /// <summary>A label for calls whose model is not known by name.</summary>
    private static string Unknown(string state) =>
        state switch
        {
            "Configured" => "(configured)",
            "AtClient" => "(at the client)",
            "FlowsIn" => "(flows in)",
            "Absent" => "(absent)",
            _ => $"({state})",
        };

    /// <summary>The result of an audit in one sentence.</summary>
    public static string Headline(AuditReport report)
    {
        var summary = report.Summary;
        var others = report.NotRead.Count(static one => one.Kind == AuditNotRead.Language);
        var notRead =
            (summary.NotRead == others ? "" : $"; {Quantity.Of(summary.NotRead - others, "item")} could not be read completely")
            + (others == 0 ? "" : $"; {Quantity.Of(others, "project")} in another language");
        return $"{Quantity.Of(summary.Calls, "call")} in {Quantity.Of(summary.Projects, "project")}, "
            + $"{Quantity.Of(summary.Prompts, "prompt")}, {Quantity.Of(summary.Models, "model")}; "
            + $"{Quantity.Of(summary.Errors, "error")}, {Quantity.Of(summary.Warnings, "warning")}, "
            + Quantity.Of(summary.Suggestions, "suggestion")
            + notRead;
    }

    /// <summary>How many calls are measured by interceptors, and why the others are not; null where no project has turned it on.</summary>
    /// <summary>The member of a call, with the ordinal of its site where the member has several calls.</summary>
    public static string Member(AuditCall call) =>
        call.Site?.LastIndexOf('#') is >= 0 and var ordinal ? call.Member + call.Site[ordinal..] : call.Member;

    public static string? InterceptionNote(AuditReport report)
    {
        var states = report.Calls.Select(static call => call.Interception).OfType<string>().ToList();
        if (states.Count == 0)
            return null;
        var others = states
            .Where(static state => state != Intercepted)
            .GroupBy(static state => state)
            .OrderByDescending(static reason => reason.Count())
            .ThenBy(static reason => reason.Key, StringComparer.Ordinal)
            .Select(static reason => $"{reason.Key} {reason.Count()}")
            .ToList();
        return $"Intercepted: {states.Count(static state => state == Intercepted)} of {Quantity.Of(states.Count, "call")}"
            + (others.Count == 0 ? "." : $"; not: {string.Join(", ", others)}.");
    }

    /// <summary>What the prices include and what they leave out.</summary>
    public static string PriceNote(AuditReport report) =>
        $"List prices in USD as of {report.CatalogAsOf}. Input: only the fixed text of the prompt, so a lower bound. "
        + "Output: a response as long as its limit, so an upper bound. ~ is an estimate with the tokenizer of another model.";
}
