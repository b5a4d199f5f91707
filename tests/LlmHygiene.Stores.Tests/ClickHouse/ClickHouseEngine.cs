using System.Diagnostics;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>ClickHouse in one process, without a server: the installed program, or the engine in the npm package chdb.</summary>
internal static class ClickHouseEngine
{
    public const string NotInstalled =
        "Neither 'clickhouse' is on the PATH, nor is the package chdb in a folder of NODE_PATH: npm install chdb";

    private const string RunScript = """
        const session = new (require('chdb').Session)();
        process.stdout.write(session.query(require('fs').readFileSync(process.argv[1], 'utf8')));
        session.close();
        """;

    private static readonly (string Program, string[] Arguments)? s_command = Find();

    public static bool IsInstalled => s_command is not null;

    /// <summary>What the statements of a script print.</summary>
    public static async Task<string> RunAsync(string script, CancellationToken cancellationToken)
    {
        var (program, arguments) = s_command!.Value;
        using var process = Process.Start(
            new ProcessStartInfo(program, [.. arguments, script]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    private static (string, string[])? Find()
    {
        if (OnPath("clickhouse"))
            return ("clickhouse", ["local", "--queries-file"]);
        if (OnPath("clickhouse-local"))
            return ("clickhouse-local", ["--queries-file"]);
        if (OnPath("node") && FoldersOf("NODE_PATH").Any(static folder => Directory.Exists(Path.Combine(folder, "chdb"))))
            return ("node", ["-e", RunScript]);
        return null;
    }

    private static bool OnPath(string program) => FoldersOf("PATH").Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string[] FoldersOf(string variable) =>
        (Environment.GetEnvironmentVariable(variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
