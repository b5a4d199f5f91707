using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>Which additional file is the lock.</summary>
internal static class PromptLockFile
{
    public const string Name = "prompts.lock";

    public static bool IsLock(AdditionalText file) => FileNames.IsNamed(file, Name);
}
