using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Prompts;

namespace LlmHygiene.Tool.Cli;

/// <summary>What a command prints: results to the output; errors to the error output, in the form that IDEs and CI recognize.</summary>
internal sealed class Report
{
    public void Line(string text) => Console.Out.WriteLine(TerminalText.OfLines(text));

    public void Error(string message) => Console.Error.WriteLine("error: " + TerminalText.OfLines(message));

    public void Warning(string message) => Console.Error.WriteLine("warning: " + TerminalText.OfLines(message));

    /// <summary>What could not be read. A project in another language is no error, but named all the same.</summary>
    public void NotRead(IEnumerable<AuditNotRead> all)
    {
        foreach (var one in all)
            if (one.Kind == AuditNotRead.Language)
                Console.Error.WriteLine("note: " + TerminalText.Of(AuditText.NotRead(one)));
            else
                Error(AuditText.NotRead(one));
    }

    public void Problem(FoundProblem problem) =>
        Console.Error.WriteLine(TerminalText.Of($"{DisplayPath.Of(problem.Path, problem.At)}: error {problem.RuleId}: {problem.Message}"));
}
