using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>The tiers that the prompt files of a project declare. Read when the first call needs them.</summary>
internal sealed class PromptTiers(AnalyzerOptions options)
{
    private readonly Lazy<Dictionary<(string Name, string Version), Tier>> _tiers = new(() => Read(PromptFileSet.Of(options)));

    /// <summary>Null for a prompt that declares no tier, or that is not in this project.</summary>
    public Tier? Of(string name, string version) => _tiers.Value.TryGetValue((name, version), out var tier) ? tier : null;

    private static Dictionary<(string, string), Tier> Read(PromptFileSet files)
    {
        var tiers = new Dictionary<(string, string), Tier>();
        foreach (var file in files.Parsed)
            if (file.Result.Model is { Tier: { } tier } prompt)
                tiers[(prompt.Name, prompt.Version.ToString())] = tier;
        return tiers;
    }
}
