using LlmHygiene.Tool.Audit.Building;
using Spectre.Console;

namespace LlmHygiene.Tool.Cli;

/// <summary>Shows progress on the error output: a spinner on a terminal, plain lines elsewhere.</summary>
internal static class ConsoleProgress
{
    public static async Task<T> RunAsync<T>(Func<IAuditProgress, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(new Lines()).ConfigureAwait(false);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync("Looking for projects", context => work(new Status(context))).ConfigureAwait(false);
    }

    private sealed class Lines : IAuditProgress
    {
        public void Now(string what) => Console.Error.WriteLine(what);
    }

    private sealed class Status(StatusContext context) : IAuditProgress
    {
        public void Now(string what) => context.Status(Markup.Escape(what));
    }
}
