using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Prompts;
using LlmHygiene.Tool.Usage.Model;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>A prompt of the code and the calls that send it.</summary>
internal sealed record CodePrompt(string Name, string Version, string Path, int Line, IReadOnlyList<string> Calls);

/// <summary>A call of the code that telemetry can name.</summary>
/// <param name="Site">The name.</param>
/// <param name="IsMeasured">True where an interceptor measures the call.</param>
internal sealed record CodeSite(string Site, bool IsMeasured, string Path, int Line);

/// <summary>The prompts and calls of the code, from the report of <c>llm-hygiene audit</c> or from the projects.</summary>
/// <param name="gap">A note about code that could not be read; null if nothing is missing.</param>
internal sealed class CodeInventory(
    string source,
    IReadOnlyList<CodePrompt> prompts,
    IReadOnlyList<UsageUntaggedCall> untagged,
    string? gap
)
{
    public string? Gap => gap;

    /// <summary>The calls that telemetry can name; null where calls were not read.</summary>
    public IReadOnlyList<CodeSite>? Sites { get; private init; }

    /// <summary>False if a project could not be read.</summary>
    public bool IsComplete { get; private init; } = true;

    /// <summary>Reads the JSON that <c>llm-hygiene audit</c> writes.</summary>
    public static CodeInventory ReadAudit(string path)
    {
        var audit = AuditJson.Read(path);
        var known = audit.Prompts.Select(static prompt => (prompt.Name, prompt.Version)).ToHashSet();
        return new CodeInventory(
            path,
            [
                .. audit.Prompts.Select(PromptOf),
                .. PromptsOfTags(audit.Calls).Where(prompt => !known.Contains((prompt.Name, prompt.Version))),
            ],
            [
                .. audit
                    .Calls.Where(static call => call.Prompt.IsUntagged && call.Model.Id is not null)
                    .Select(static call => new UsageUntaggedCall(call.Model.Id!, call.Path, call.Line) { Site = call.Site }),
            ],
            audit.NotRead.Count > 0
                ? "The audit could not read all of the code, so prompts that are listed as not in the code may be there."
                : null
        )
        {
            Sites =
            [
                .. audit
                    .Calls.Where(static call => call.Site is not null)
                    .Select(static call => new CodeSite(
                        call.Site!,
                        call.Interception == nameof(InterceptionState.Intercepted),
                        call.Path,
                        call.Line
                    )),
            ],
        };
    }

    /// <summary>Reads the prompts of projects, but not their calls.</summary>
    public static CodeInventory Of(string path, ReadProjects read)
    {
        var collector = new PromptCollector();
        foreach (var project in read.Projects)
            collector.Add(project);
        return new CodeInventory(
            path,
            [
                .. collector.Prompts.Select(static prompt => new CodePrompt(
                    prompt.Model.Name,
                    prompt.Model.Version.ToString(),
                    DisplayPath.Of(prompt.Path),
                    prompt.At.Line + 1,
                    []
                )),
            ],
            [],
            read.NotRead.Count > 0
                    ? "Prompts of projects that could not be read are not compared: "
                        + $"{string.Join(", ", read.NotRead.Select(static one => one.Path))}."
                : collector.Problems.Count == 0 ? null
                : "Some prompts of the code have errors and are not compared, the first at "
                    + $"{DisplayPath.Of(collector.Problems[0].Path)}:{collector.Problems[0].At.Line + 1}."
        )
        {
            IsComplete = read.NotRead.Count == 0,
        };
    }

    /// <summary>The places of calls with their files and lines.</summary>
    public IReadOnlyList<UsageSite> Locate(IReadOnlyList<UsageSite> sites)
    {
        var places = (Sites ?? []).ToLookup(static site => site.Site, StringComparer.Ordinal);
        return
        [
            .. sites.Select(site => places[site.Site].FirstOrDefault() is { } at ? site with { Path = at.Path, Line = at.Line } : site),
        ];
    }

    public UsageCode Compare(IReadOnlyList<UsageRow> rows, IReadOnlyList<UsageSite> sites)
    {
        var (unseen, unknown) = CompareSites(sites);
        var known = sites
            .Select(static site => site.Site)
            .Concat(unseen.Select(static site => site.Site))
            .ToHashSet(StringComparer.Ordinal);
        var seen = rows.Select(static row => (row.Prompt, WithoutBuild(row.Version))).ToHashSet();
        var inCode = prompts.Select(static prompt => (Name: (string?)prompt.Name, Version: WithoutBuild(prompt.Version))).ToHashSet();
        var models = rows.Where(static row => row.IsUntagged)
            .SelectMany(static row => row.ResponseModels.Append(row.Model))
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new UsageCode(
            source,
            inCode.Count,
            [
                .. prompts
                    .Where(prompt => !seen.Contains((prompt.Name, WithoutBuild(prompt.Version))))
                    .Select(static prompt => new UsagePlace(prompt.Name, prompt.Version, prompt.Path, prompt.Line, prompt.Calls))
                    .OrderBy(static place => place.Prompt, StringComparer.Ordinal)
                    .ThenBy(static place => place.Version, StringComparer.Ordinal),
            ],
            [
                .. untagged
                    .Where(call => !models.Contains(call.Model) && (call.Site is null || !known.Contains(call.Site)))
                    .OrderBy(static call => call.Path, StringComparer.Ordinal)
                    .ThenBy(static call => call.Line),
            ],
            [
                .. rows.Where(row => !row.IsUntagged && !IsInCode(row, inCode))
                    .GroupBy(static row => (row.Prompt, row.Version))
                    .Select(static group => new UsageUnknownPrompt(group.Key.Prompt, group.Key.Version, group.Sum(static row => row.Calls)))
                    .OrderByDescending(static one => one.Calls),
            ],
            unseen,
            unknown
        );
    }

    // Telemetry without any place says nothing: it may be older than the property that turns interception on.
    private (IReadOnlyList<UsageUnseenSite> Unseen, IReadOnlyList<UsageUnknownSite> Unknown) CompareSites(IReadOnlyList<UsageSite> seen)
    {
        if (Sites is null || seen.Count == 0)
            return ([], []);
        var inTelemetry = seen.Select(static site => site.Site).ToHashSet(StringComparer.Ordinal);
        var inCode = Sites.Select(static site => site.Site).ToHashSet(StringComparer.Ordinal);
        return (
            [
                .. Sites
                    .Where(site => site.IsMeasured && !inTelemetry.Contains(site.Site))
                    .Select(static site => new UsageUnseenSite(site.Site, site.Path, site.Line))
                    .OrderBy(static site => site.Path, StringComparer.Ordinal)
                    .ThenBy(static site => site.Line),
            ],
            [.. seen.Where(site => !inCode.Contains(site.Site)).Select(static site => new UsageUnknownSite(site.Site, site.Calls))]
        );
    }

    // A tag can be only a name or only a version: it is in the code if any prompt has it.
    private static bool IsInCode(UsageRow row, HashSet<(string? Name, string? Version)> inCode) =>
        row.Prompt is null || row.Version is null
            ? inCode.Any(prompt =>
                prompt.Name == (row.Prompt ?? prompt.Name) && prompt.Version == (WithoutBuild(row.Version) ?? prompt.Version)
            )
            : inCode.Contains((row.Prompt, WithoutBuild(row.Version)));

    private static CodePrompt PromptOf(AuditPrompt prompt) =>
        new(
            prompt.Name,
            prompt.Version,
            prompt.Path,
            prompt.Line,
            [.. prompt.Calls.Select(static place => AuditText.Place(place.Path, place.Line))]
        );

    // A tag that belongs to no prompt of the code: its calls are the only place where it is written.
    private static IEnumerable<CodePrompt> PromptsOfTags(IEnumerable<AuditCall> calls) =>
        calls
            .Where(static call => call.Prompt is { Name: not null, Version: not null })
            .GroupBy(static call => (Name: call.Prompt.Name!, Version: call.Prompt.Version!))
            .Select(static group => new CodePrompt(
                group.Key.Name,
                group.Key.Version,
                group.First().Path,
                group.First().Line,
                [.. group.Select(static call => AuditText.Place(call.Path, call.Line))]
            ));

    private static string? WithoutBuild(string? version) => version?.IndexOf('+') is > 0 and var plus ? version[..plus] : version;
}
