using System.CommandLine;
using LlmHygiene.Tool.Cli;

namespace LlmHygiene.Tool;

internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Keeps the LLM calls and prompts of a C# code base in order.")
        {
            AuditCommand.Create(),
            BaselineCommand.Create(),
            CheckCommand.Create(),
            LockCommand.Create(),
            UsageCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        var exitCode = await parsed.InvokeAsync().ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCode.BadInput : exitCode;
    }
}
