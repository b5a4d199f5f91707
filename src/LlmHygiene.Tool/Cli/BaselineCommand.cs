using System.CommandLine;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Baselines;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Cli;

/// <summary><c>llm-hygiene baseline</c>: writes <c>llmhygiene.baseline</c>, or checks whether it is up to date.</summary>
internal static class BaselineCommand
{
    private const string Description = """
        Writes what the build of a project reports today to llmhygiene.baseline, so that only new violations are reported.

        Exit codes: 0 done, or up to date; 1 the baseline is not up to date (--check);
        2 a project does not load or compile, or its baseline cannot be read; then this baseline is not written.
        """;

    public static Command Create()
    {
        var path = SharedOptions.Path();
        var check = new Option<bool>("--check")
        {
            Description =
                "Write nothing; exit with 1 if a violation is missing or an entry no longer occurs (with --prune: only the latter).",
        };
        var prune = new Option<bool>("--prune") { Description = "Only remove entries that no longer occur." };
        var suggestions = new Option<bool>("--include-suggestions")
        {
            Description = "Include suggestions, which are warnings in strict mode.",
        };
        var noRestore = SharedOptions.NoRestore();
        var framework = SharedOptions.Framework();
        var property = SharedOptions.Property();

        var command = new Command("baseline", Description) { path, check, prune, suggestions, noRestore, framework, property };
        command.SetWork(
            (parsed, cancellationToken) =>
                RunAsync(
                    parsed.GetValue(path)!,
                    new BaselineOptions(parsed.GetValue(check), parsed.GetValue(prune), parsed.GetValue(suggestions)),
                    new AuditSettings(!parsed.GetValue(noRestore)) { Build = parsed.Build(framework, property) },
                    new Report(),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string path,
        BaselineOptions options,
        AuditSettings settings,
        Report report,
        CancellationToken cancellationToken
    )
    {
        var (projects, notRead) = await ReadProjects.FromAsync(path, settings, cancellationToken).ConfigureAwait(false);
        report.NotRead(notRead);
        var isComplete = notRead.Count == 0;
        if (isComplete && projects.All(static project => project.BaselinePath is null))
            throw new BadInputException(
                $"No project of '{path}' has the package LlmHygiene or LlmHygiene.Analyzers, or it is not restored. Add the package."
            );

        var targets = await BaselineTarget
            .OfAsync(
                projects,
                error =>
                {
                    report.Error(error.Message);
                    isComplete = false;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var exitCode = Write(targets, options, report);
        return isComplete ? exitCode : ExitCode.BadInput;
    }

    private static int Write(IReadOnlyList<BaselineTarget> targets, BaselineOptions options, Report report)
    {
        // A project that does not compile does not stop the others: each baseline is of one project.
        foreach (var problem in targets.SelectMany(static target => target.Problems))
            report.Problem(problem);
        var readable = targets.Where(static target => !target.Problems.Any()).ToArray();

        var isUpToDate = true;
        foreach (var target in readable)
        {
            foreach (var doubt in target.Doubts)
                report.Warning(doubt + " Entries that seem to be gone are kept.");
            var plan = target.Plan(options.Prune, options.IncludeSuggestions);
            isUpToDate &= !plan.IsChange;
            if (options.Check)
                Check(target, plan, options, report);
            else
                Write(target, plan, options.Prune || options.IncludeSuggestions ? 0 : target.SuggestionsLeftOut(plan), report);
        }

        return readable.Length < targets.Count ? ExitCode.BadInput
            : isUpToDate || !options.Check ? ExitCode.Success
            : ExitCode.Found;
    }

    private static void Write(BaselineTarget target, BaselinePlan plan, int leftOut, Report report)
    {
        var path = DisplayPath.Of(target.Path);
        if (target.IsWritten(plan))
        {
            report.Line(UpToDate(target, plan));
        }
        else
        {
            AtomicFile.Write(target.Path, plan.Text);
            report.Line($"{path} was written: {Violations(plan.Count)}, {plan.Added.Count} added, {plan.Removed.Count} removed.");
        }

        if (leftOut > 0)
            report.Line(
                $"{(leftOut == 1 ? "1 suggestion was" : $"{leftOut} suggestions were")} left out, which strict mode reports as warnings; "
                    + "'--include-suggestions' includes them."
            );
        if ((target.Exists || plan.Count > 0) && GitAttributes.Ensure(target.Path) is { } attributes)
            report.Line($"{DisplayPath.Of(attributes)}: 'merge=union' was added, so that git keeps the lines of both branches.");
        foreach (var diagnostic in target.Remaining)
            report.Line($"never in a baseline: {Shown(diagnostic)}");
    }

    private static void Check(BaselineTarget target, BaselinePlan plan, BaselineOptions options, Report report)
    {
        var path = DisplayPath.Of(target.Path);
        if (!plan.IsChange)
        {
            report.Line(UpToDate(target, plan));
            return;
        }

        report.Line($"{path} is not up to date; run 'llm-hygiene baseline{(options.Prune ? " --prune" : "")}':");
        foreach (var line in plan.Added)
            report.Line("  + " + line);
        foreach (var line in plan.Removed)
            report.Line("  - " + line);
        if (plan.HasOtherFrameworks)
            report.Line("  the target frameworks of an entry");
    }

    private static string UpToDate(BaselineTarget target, BaselinePlan plan) =>
        DisplayPath.Of(target.Path)
        + (target.Exists ? $" is up to date: {Violations(plan.Count)}." : " is not needed: there are no violations.");

    private static string Violations(int count) => count == 1 ? "1 violation" : $"{count} violations";

    private static string Shown(Microsoft.CodeAnalysis.Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        var where = place.IsValid && place.Path.Length > 0 ? DisplayPath.Of(place.Path, place.StartLinePosition) + ": " : "";
        return where + diagnostic.Id + ": " + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal sealed record BaselineOptions(bool Check, bool Prune, bool IncludeSuggestions);
