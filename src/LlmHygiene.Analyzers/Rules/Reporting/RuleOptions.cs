using System.Collections.Immutable;
using LlmHygiene.Analyzers.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>The options of one file, from <c>.editorconfig</c> or a global config, and the models that its project knows.</summary>
/// <param name="fallback">Where an option is looked for that <paramref name="options"/> do not have.</param>
internal sealed class RuleOptions(AnalyzerConfigOptions options, Lazy<ModelCatalog> models, AnalyzerConfigOptions? fallback = null)
{
    // A short question or command stays readable where it is; instructions to a model begin at about a sentence and a half.
    private const int DefaultInlinePromptMinLength = 80;

    private const string InjectedModelKey = "llmhygiene.injected_model";
    private const string PromptTagKeysKey = "llmhygiene.prompt_tag_keys";
    private const string InlinePromptMinLengthKey = "llmhygiene.inline_prompt_min_length";
    private const string AllowedModelsKey = "llmhygiene.allowed_models";
    private const string DefaultModelKey = "llmhygiene.default_model";
    private const string DefaultMaxOutputTokensKey = "llmhygiene.default_max_output_tokens";
    private const string CallMethodsKey = "llmhygiene.call_methods";

    /// <summary>The options of a prompt file, or of the C# file of a prompt method, with what the project says of all files.</summary>
    /// <param name="own">What is set for the file.</param>
    public static RuleOptions OfPrompt(AnalyzerConfigOptions own, AnalyzerOptions project) =>
        new(own, new Lazy<ModelCatalog>(() => ModelCatalog.For(project)), project.AnalyzerConfigOptionsProvider.GlobalOptions);

    /// <summary>Further methods that are LLM calls, as it is written. Asked for every file before anything else is known.</summary>
    public static string? CallMethods(AnalyzerConfigOptionsProvider provider, SyntaxTree tree) =>
        provider.GetOptions(tree).TryGetValue(CallMethodsKey, out var methods) ? methods : null;

    /// <summary>Read only when a rule first looks a model up.</summary>
    public ModelCatalog Models => models.Value;

    /// <summary>The tiers that the project's prompt files declare; null where no prompt is asked for.</summary>
    public PromptTiers? Tiers { get; init; }

    /// <summary>True when the project has said that the host decides the model of injected clients.</summary>
    public bool HostDecidesInjectedModel => string.Equals(Value(InjectedModelKey), "host", StringComparison.OrdinalIgnoreCase);

    /// <summary>Further keys under which the project's options carry a prompt version.</summary>
    public ImmutableArray<string> PromptTagKeys => List(PromptTagKeysKey);

    /// <summary>Globs of the models that the project uses; empty when it has not said.</summary>
    public ImmutableArray<string> AllowedModels => List(AllowedModelsKey);

    /// <summary>The model that fixes state where none is stated; null when the project has not said.</summary>
    public string? DefaultModel => Value(DefaultModelKey) is { Length: > 0 } model ? model : null;

    /// <summary>The output limit that fixes set where none is set; null when the project has not said.</summary>
    public int? DefaultMaxOutputTokens => int.TryParse(Value(DefaultMaxOutputTokensKey), out var tokens) && tokens > 0 ? tokens : null;

    /// <summary>How many characters of fixed text make inline text a prompt worth a file.</summary>
    public int InlinePromptMinLength =>
        int.TryParse(Value(InlinePromptMinLengthKey), out var length) && length >= 0 ? length : DefaultInlinePromptMinLength;

    private ImmutableArray<string> List(string key) =>
        Value(key)?.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToImmutableArray()
        ?? ImmutableArray<string>.Empty;

    private string? Value(string key) =>
        options.TryGetValue(key, out var value) || fallback?.TryGetValue(key, out value) == true ? value?.Trim() : null;
}
