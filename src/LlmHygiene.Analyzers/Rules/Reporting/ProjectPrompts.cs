using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>The prompt files of the project, for calls that run one by its path.</summary>
internal sealed class ProjectPrompts(AnalyzerOptions options)
{
    private readonly Lazy<ILookup<string, ParsedPromptFile>> _byName = new(() =>
        PromptFileSet.Of(options).Parsed.ToLookup(static file => Path.GetFileName(file.File.Path), StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>What the file of this name states; null where none or several have it, and for one with errors.</summary>
    public PromptReference? Find(string name) =>
        _byName.Value[name].Take(2).ToList() is [{ Result.Model: { IsBroken: false } prompt }]
            ? new PromptReference(prompt.Name, prompt.Version.ToString(), prompt.ModelId, prompt.Parameters.MaxOutputTokens)
            : null;
}
