namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>
/// The compiler's server, as in the build of a user, but one of these tests' own: a compiler that is started for each build takes longer to
/// start than to compile.
/// </summary>
internal static class CompilerServer
{
    private static readonly string s_id = $"llmhygiene-tests-{Environment.ProcessId}";

    public static void AddTo(IDictionary<string, string?> environment)
    {
        environment["UseSharedCompilation"] = "true";
        environment["SharedCompilationId"] = s_id;
    }

    /// <summary>Ends the server, which otherwise waits ten minutes for the next build.</summary>
    public static Task StopAsync() =>
        DotNet.RunAsync(Repository.Root, Path.Combine(Repository.CompilerFolder, "VBCSCompiler.dll"), "-shutdown", $"-pipename:{s_id}");
}
