using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>Processes of the tool that run one command after the other: see <see cref="StartupHook"/>.</summary>
/// <param name="start">Starts the tool without arguments, with its output and its error output redirected.</param>
internal sealed class ToolHost(Func<ProcessStartInfo> start) : IDisposable
{
    private readonly ConcurrentBag<Process> _idle = [];

    /// <summary>Runs a command in a process that no other test uses at the time.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var process = _idle.TryTake(out var idle) ? idle : Start();
        try
        {
            var request = JsonSerializer.Serialize(arguments.Prepend(folder));
            await process.StandardInput.WriteLineAsync(request.AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            var answer =
                await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("The process of the tool has ended.");
            var parts = JsonSerializer.Deserialize<string[]>(answer)!;
            _idle.Add(process);
            return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2]);
        }
        catch
        {
            End(process);
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var process))
            End(process);
    }

    private Process Start()
    {
        var info = start();
        info.RedirectStandardInput = true;
        info.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        // The tool runs on older runtimes too, and the assembly of the tests does not.
        info.Environment["DOTNET_ROLL_FORWARD"] = "LatestMajor";
        var process = Process.Start(info)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        // Its input ends with this process at the latest, and so does it.
        return process;
    }

    private static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
