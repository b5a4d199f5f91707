using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>A file with a prompt.</summary>
/// <param name="Path">The path of the file, relative to the project.</param>
internal sealed record PromptSource(AdditionalText File, string Path)
{
    /// <returns>Null for a file that is not a prompt.</returns>
    public static PromptSource? Of(AdditionalText file, AnalyzerConfigOptionsProvider options)
    {
        var own = options.GetOptions(file);
        return PromptPaths.IsPrompt(file, own) ? new PromptSource(file, PromptPaths.RelativePath(file, own, options.GlobalOptions)) : null;
    }
}
