namespace LlmHygiene.Tool.Cli;

/// <summary>The exit codes of all commands.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command found a problem: a lock that is not up to date, a changed version, a violation.</summary>
    public const int Found = 1;

    /// <summary>The command failed: a wrong argument, a project that does not load, a file with errors.</summary>
    public const int BadInput = 2;
}
