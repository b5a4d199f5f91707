using LlmHygiene.Analyzers.Generation.Emitters;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>How a limit is named to the user, for a call and for a prompt alike.</summary>
internal static class OutputLimitText
{
    public static string Title(int limit) => $"Limit the output to {CSharpText.Number(limit)} tokens";
}
