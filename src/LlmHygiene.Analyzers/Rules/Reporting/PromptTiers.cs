using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>The tiers that the prompt files of a project declare. Read when the first call asks.</summary>
internal sealed class PromptTiers(AnalyzerOptions options)
{
    private readonly Lazy<Dictionary<(string Name, string Version), PromptTier>> _tiers = new(() => Read(options));

    /// <summary>Null for a prompt that declares none, or is not of this project.</summary>
    public PromptTier? Of(string name, string version) => _tiers.Value.TryGetValue((name, version), out var tier) ? tier : null;

    private static Dictionary<(string, string), PromptTier> Read(AnalyzerOptions options)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var partials = new Lazy<PromptPartials>(() => PromptPartials.From(options.AdditionalFiles, provider));
        var tiers = new Dictionary<(string, string), PromptTier>();
        foreach (var file in options.AdditionalFiles)
        {
            if (!PromptPaths.IsPrompt(file, provider.GetOptions(file)) || file.GetText() is not { } text)
                continue;
            if (ParsedPrompts.Get(text, file.Path, partials.Value).Model is { Tier: { } tier } prompt)
                tiers[(prompt.Name, prompt.Version.ToString())] = tier;
        }

        return tiers;
    }
}
