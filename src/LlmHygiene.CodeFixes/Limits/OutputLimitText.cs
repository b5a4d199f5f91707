using LlmHygiene.Analyzers.Generation.Emitters;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>The title of the fix that sets a limit, for calls and prompts alike.</summary>
internal static class OutputLimitText
{
    public static string Title(int limit) => $"Limit the output to {CSharpText.Number(limit)} tokens";
}
