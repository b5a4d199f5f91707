namespace LlmHygiene.Tool.Cli;

/// <summary>What every command of the tool ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command has found what it looks for: a lock that is not up to date, a changed version, a violation.</summary>
    public const int Found = 1;

    /// <summary>The command could not do its work: a wrong argument, a project that does not load, a file with errors.</summary>
    public const int BadInput = 2;
}
