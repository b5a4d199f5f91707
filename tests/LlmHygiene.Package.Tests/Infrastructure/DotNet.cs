using System.Diagnostics;
using System.Text;

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>Runs the <c>dotnet</c> command as a user would, without the environment variables of the test host.</summary>
internal static class DotNet
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    public static Task<BuildResult> RunAsync(string folder, params IEnumerable<string> arguments) =>
        RunProgramAsync(folder, Repository.DotNetHost, arguments);

    /// <summary>Runs another program in the same way.</summary>
    public static Task<BuildResult> RunProgramAsync(string folder, string program, params IEnumerable<string> arguments) =>
        RunProgramAsync(folder, program, [], arguments);

    /// <param name="environment">Further environment variables.</param>
    public static async Task<BuildResult> RunProgramAsync(
        string folder,
        string program,
        IEnumerable<(string Name, string Value)> environment,
        params IEnumerable<string> arguments
    )
    {
        var start = StartOf(folder, program, environment, arguments);
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end in time:\n{output}");
        }

        return new BuildResult(folder, process.ExitCode, output.ToString());

        void Append(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Append(line).Append('\n');
        }
    }

    /// <summary>How a program is started as a user would, without the environment variables of the test host.</summary>
    public static ProcessStartInfo StartOf(
        string folder,
        string program,
        IEnumerable<(string Name, string Value)> environment,
        params IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsFromTheTestHost).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Builds are short: instrumented code would never pay off.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        CompilerServer.AddTo(start.Environment);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static bool IsFromTheTestHost(string variable) =>
        variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_HOST_PATH" or "LlmHygieneMode";
}
