using System.CommandLine;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Locking;
using LlmHygiene.Tool.Prompts;

namespace LlmHygiene.Tool.Cli;

/// <summary><c>llm-hygiene lock</c>: writes <c>prompts.lock</c>, or checks whether it is up to date.</summary>
internal static class LockCommand
{
    private const string Description = """
        Locks the versions of a project's prompts in prompts.lock, so that the build fails when a locked version changes.

        Exit codes: 0 done, or up to date; 1 the lock is not up to date (--check), or a locked version was changed;
        2 a project, a prompt or a lock cannot be read. With an error in a prompt or a lock, nothing is written; a project
        that cannot be read does not stop the others.
        """;

    public static Command Create()
    {
        var path = SharedOptions.Path();
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 if the lock is not up to date." };
        var prune = new Option<bool>("--prune")
        {
            Description = "Remove versions that no prompt has any more. Their numbers can then be reused for other texts.",
        };
        var noRestore = SharedOptions.NoRestore();
        var framework = SharedOptions.Framework();
        var property = SharedOptions.Property();

        var command = new Command("lock", Description) { path, check, prune, noRestore, framework, property };
        command.SetWork(
            (parsed, cancellationToken) =>
                RunAsync(
                    parsed.GetValue(path)!,
                    new LockOptions(parsed.GetValue(check), parsed.GetValue(prune)),
                    new AuditSettings(!parsed.GetValue(noRestore)) { Build = parsed.Build(framework, property) },
                    new Report(),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string path,
        LockOptions options,
        AuditSettings settings,
        Report report,
        CancellationToken cancellationToken
    )
    {
        if (options.Prune && settings.Build.Framework is not null)
            throw new BadInputException("A version may be used in another target framework. Leave out '--framework', or '--prune'.");

        var (projects, notRead) = await ReadProjects.FromAsync(path, settings, cancellationToken).ConfigureAwait(false);
        report.NotRead(notRead);
        var isComplete = notRead.Count == 0;
        if (!isComplete && options.Prune)
            throw new BadInputException("A project that could not be read may use any version, so nothing was removed.");
        if (isComplete && projects.All(static project => project.LockPath is null))
            throw new BadInputException(
                $"No project of '{path}' has the package LlmHygiene or LlmHygiene.Analyzers, or it is not restored. Add the package."
            );

        var targets = LockTarget.Of(projects);
        if (!isComplete && targets.Count == 0)
            return ExitCode.BadInput;
        var exitCode = Lock(targets, options, report);
        return isComplete ? exitCode : ExitCode.BadInput;
    }

    private static int Lock(IReadOnlyList<LockTarget> targets, LockOptions options, Report report)
    {
        if (targets.SelectMany(static target => target.Problems).ToArray() is { Length: > 0 } problems)
        {
            foreach (var problem in problems)
                report.Problem(problem);
            return ExitCode.BadInput;
        }

        var counter = new TokenCounter();
        var plans = targets.Select(target => (Target: target, Plan: target.Plan(options.Prune, counter))).ToArray();
        foreach (var problem in plans.SelectMany(static one => one.Plan.Clashes.Concat(one.Plan.Changed)))
            report.Problem(problem);
        if (plans.Any(static one => one.Plan.Clashes.Count > 0))
            return ExitCode.BadInput;
        if (plans.Any(static one => one.Plan.Changed.Count > 0))
            return ExitCode.Found;

        if (plans.Length == 0)
            report.Line("There are no prompts.");
        var isUpToDate = true;
        foreach (var (target, plan) in plans)
        {
            isUpToDate &= target.IsUpToDateExceptCounts(plan);
            if (!options.Check && !target.IsUpToDate(plan))
                AtomicFile.Write(target.Path, plan.Text);
            Print(target, plan, options, report);
        }

        return isUpToDate || !options.Check ? ExitCode.Success : ExitCode.Found;
    }

    private static void Print(LockTarget target, LockPlan plan, LockOptions options, Report report)
    {
        var path = DisplayPath.Of(target.Path);
        if (target.IsUpToDate(plan))
        {
            report.Line($"{path} is up to date.");
        }
        else if (options.Check && target.IsUpToDateExceptCounts(plan))
        {
            report.Line($"{path} is up to date; 'llm-hygiene lock' adds the missing token counts.");
        }
        else
        {
            report.Line(
                options.Check
                    ? $"{path} is not up to date; run 'llm-hygiene lock{(options.Prune ? " --prune" : "")}':"
                    : $"{path} was written:"
            );
            foreach (var line in plan.Added)
                report.Line($"  + {line.Name} {line.Version} ({line.Tokens} tokens of fixed text)");
            if (options.Prune)
                foreach (var line in plan.Unused)
                    report.Line($"  - {line.Name} {line.Version}");
            if (plan.Added.Count == 0 && (!options.Prune || plan.Unused.Count == 0))
                report.Line("  the header, the order of the lines, or a token count");
        }
    }
}

internal sealed record LockOptions(bool Check, bool Prune);
