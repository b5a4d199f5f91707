using System.ComponentModel;
using System.Diagnostics;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Projects;

/// <summary>Runs the user's <c>dotnet</c>, so that a project is evaluated by the SDK that builds it.</summary>
internal static class DotNetCli
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(Host, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";

        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        // A folder that does not exist is the same exception as a file that cannot be started.
        if (!Directory.Exists(start.WorkingDirectory))
            throw new BadInputException($"The folder '{start.WorkingDirectory}' does not exist.");
        try
        {
            return Process.Start(start) ?? throw NotStarted(null);
        }
        catch (Win32Exception error)
        {
            throw NotStarted(error);
        }
    }

    private static BadInputException NotStarted(Win32Exception? error) =>
        new($"'{Host}' cannot be started{(error is null ? "" : $" ({error.Message})")}. Install a .NET SDK, 8.0.100 or later.");

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
