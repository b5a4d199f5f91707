using System.CommandLine;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Cli;

/// <summary>Runs the work of a command. An error that the user can fix is printed as one line, with exit code 2.</summary>
internal static class CommandWork
{
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    return await work(parsed, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is BadInputException or IOException or UnauthorizedAccessException)
                {
                    new Report().Error(error.Message);
                    return ExitCode.BadInput;
                }
            }
        );
}
