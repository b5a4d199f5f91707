using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>Which additional file is the lock.</summary>
internal static class PromptLockFile
{
    public const string Name = "prompts.lock";

    public static bool IsLock(AdditionalText file)
    {
        var path = file.Path;
        return string.Equals(path.Substring(path.LastIndexOfAny(['/', '\\']) + 1), Name, StringComparison.OrdinalIgnoreCase);
    }
}
