using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>The options of one source file, from <c>.editorconfig</c> or a global config.</summary>
internal sealed class RuleOptions(AnalyzerConfigOptions options)
{
    private const string InjectedModelKey = "llmhygiene.injected_model";
    private const string PromptTagKeysKey = "llmhygiene.prompt_tag_keys";

    /// <summary>True when the project has said that the host decides the model of injected clients.</summary>
    public bool HostDecidesInjectedModel => string.Equals(Value(InjectedModelKey), "host", StringComparison.OrdinalIgnoreCase);

    /// <summary>Further keys under which the project's options carry a prompt version.</summary>
    public ImmutableArray<string> PromptTagKeys => List(PromptTagKeysKey);

    private ImmutableArray<string> List(string key) =>
        Value(key)?.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToImmutableArray() ?? ImmutableArray<string>.Empty;

    private string? Value(string key) => options.TryGetValue(key, out var value) ? value.Trim() : null;
}
