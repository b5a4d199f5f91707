using System.Diagnostics;

namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>A run of the tool in a process other than that of the tests, with its output.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    private static readonly string s_tool = Path.Combine(AppContext.BaseDirectory, "llm-hygiene.dll");

    private static readonly ToolHost s_host = new(() => StartOf(AppContext.BaseDirectory, [s_tool]));

    /// <summary>Runs a command in a process that earlier tests may have used, which saves most of its time.</summary>
    public static async Task<ToolRun> RunAsync(string folder, params string[] arguments)
    {
        using var limit = Limit();
        var (exitCode, output, error) = await s_host.RunAsync(folder, arguments, limit.Token);
        return new ToolRun(exitCode, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
    }

    /// <summary>Runs a command in a process of its own.</summary>
    public static Task<ToolRun> AloneAsync(string folder, params string[] arguments) => DotNetAsync(folder, [s_tool, .. arguments]);

    public static async Task<ToolRun> DotNetAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(StartOf(folder, arguments))!;
        using var limit = Limit();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ToolRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartOf(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.DotNetHost, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The MSBuild of the test host sets variables that a user does not have.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_HOST_PATH"] = Repository.DotNetHost;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // Builds and restores are short: instrumented code would never pay off.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    public ToolRun Ends(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"Exit code {ExitCode} instead of {exitCode}.\n{Output}\n{Error}");
        return this;
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_longest);
        return limit;
    }
}
