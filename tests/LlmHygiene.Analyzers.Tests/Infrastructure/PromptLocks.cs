using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Creates a lock that contains the given prompts, with 7 tokens each.</summary>
internal static class PromptLocks
{
    public static string Of(params string[] prompts) => PromptLockWriter.Write([], prompts.Select(Line));

    private static LockedPrompt Line(string prompt)
    {
        var model = PromptParser.Parse(SourceText.From(prompt)).Model!;
        return new LockedPrompt(model.Name, PromptLock.WithoutBuild(model.Version), model.ContentHash, Tokens: 7);
    }
}
