using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Prompts;

namespace LlmHygiene.Tool.Cli;

/// <summary>What a command prints: results to the output; errors to the error output, in the form that IDEs and CI recognize.</summary>
internal sealed class Report
{
    public void Line(string text) => Console.Out.WriteLine(text);

    public void Error(string message) => Console.Error.WriteLine("error: " + message);

    public void Warning(string message) => Console.Error.WriteLine("warning: " + message);

    public void Problem(FoundProblem problem) =>
        Console.Error.WriteLine($"{DisplayPath.Of(problem.Path, problem.At)}: error {problem.RuleId}: {problem.Message}");
}
