using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>A process of the tool that runs one command after the other: see <see cref="StartupHook"/>.</summary>
internal sealed class ToolHost : IDisposable
{
    private static readonly ConcurrentBag<ToolHost> s_idle = [];

    private readonly Process _process;

    private ToolHost(Process process) => _process = process;

    /// <summary>Runs a command in a process that no other test uses at the time.</summary>
    public static async Task<ToolRun> RunAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var host = s_idle.TryTake(out var idle) ? idle : Start();
        try
        {
            var run = await host.RunOneAsync(folder, arguments, cancellationToken);
            s_idle.Add(host);
            return run;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ToolHost Start()
    {
        var start = ToolRun.StartOf(AppContext.BaseDirectory, [ToolRun.Tool]);
        start.RedirectStandardInput = true;
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        // Its input ends with this process at the latest, and so does it.
        return new ToolHost(process);
    }

    private async Task<ToolRun> RunOneAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(arguments.Prepend(folder)).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var answer =
            await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The process of the tool has ended.");
        var parts = JsonSerializer.Deserialize<string[]>(answer)!;
        return new ToolRun(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts[1].ReplaceLineEndings("\n"),
            parts[2].ReplaceLineEndings("\n")
        );
    }
}
