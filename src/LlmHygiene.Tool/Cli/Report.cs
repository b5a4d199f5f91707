using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Tool.Locking;
using LlmHygiene.Tool.Prompts;

namespace LlmHygiene.Tool.Cli;

/// <summary>What a command prints: results to the output; mistakes to the error output, in the form that IDEs and CI know.</summary>
internal sealed class Report
{
    public void Line(string text) => Console.Out.WriteLine(text);

    public void Error(string message) => Console.Error.WriteLine("error: " + message);

    public void Warning(string message) => Console.Error.WriteLine("warning: " + message);

    public void Problem(FoundProblem problem) =>
        Console.Error.WriteLine(
            $"{Shown(problem.Path)}({problem.At.Line + 1},{problem.At.Character + 1}): error {problem.RuleId}: {problem.Message}"
        );

    public void Plan(LockTarget target, LockPlan plan, LockOptions options)
    {
        var path = Shown(target.Path);
        if (target.IsUpToDate(plan))
        {
            Line($"{path} is up to date.");
        }
        else if (options.Check && target.IsUpToDateButForCounts(plan))
        {
            Line($"{path} is up to date; 'llm-hygiene lock' adds the token counts that it does not have.");
        }
        else
        {
            Line(
                options.Check
                    ? $"{path} is not up to date; run 'llm-hygiene lock{(options.Prune ? " --prune" : "")}':"
                    : $"{path} is written:"
            );
            foreach (var line in plan.Added)
                Line($"  + {line.Name} {line.Version} ({line.Tokens} tokens of fixed text)");
            if (options.Prune)
                foreach (var line in plan.Unused)
                    Line($"  - {line.Name} {line.Version}");
            if (plan.Added.Count == 0 && (!options.Prune || plan.Unused.Count == 0))
                Line("  the heading, the order of the lines, or a token count");
        }
    }

    /// <summary>As short as it is clear.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
