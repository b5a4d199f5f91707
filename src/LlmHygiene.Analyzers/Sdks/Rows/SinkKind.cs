namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Where text must not come from just anywhere.</summary>
internal enum SinkKind
{
    // LLMH6002: what a model follows
    SystemMessage,
    Instructions,
    ToolDescription,

    // LLMH6003: what a program does
    Process,
    Sql,
    FilePath,
    Html,
    Code,
}

internal static class SinkKinds
{
    /// <summary>True for text that a model takes as an instruction of the application.</summary>
    public static bool IsInstruction(this SinkKind kind) =>
        kind is SinkKind.SystemMessage or SinkKind.Instructions or SinkKind.ToolDescription;
}
