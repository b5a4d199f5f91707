using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>The options of one file, from <c>.editorconfig</c> or a global config, and the models that its project knows.</summary>
/// <param name="fallback">Consulted for an option that <paramref name="options"/> do not have.</param>
internal sealed class RuleOptions(AnalyzerConfigOptions options, Lazy<ModelCatalog> models, AnalyzerConfigOptions? fallback = null)
{
    // A short question or command stays readable in code; longer instructions to a model start at about one and a half sentences.
    private const int DefaultInlinePromptMinLength = 80;

    // About one US dollar per 1,000 calls, at the list price of a medium model.
    private const int DefaultCacheFreedMinTokens = 500;

    // What makers of SDKs have asked for: shorter time-outs cut long responses and slow models.
    private const int DefaultMinTimeoutSeconds = 120;

    // Kept, because the rules ask for it at every string in a file.
    private StrongBox<ImmutableArray<string>>? _allowedModels;

    private const string InjectedModelKey = "llmhygiene.injected_model";
    private const string PromptTagKeysKey = "llmhygiene.prompt_tag_keys";
    private const string InlinePromptMinLengthKey = "llmhygiene.inline_prompt_min_length";
    private const string AllowedModelsKey = "llmhygiene.allowed_models";
    private const string DefaultModelKey = "llmhygiene.default_model";
    private const string DefaultMaxOutputTokensKey = "llmhygiene.default_max_output_tokens";
    private const string CacheMinimumTokensKey = "llmhygiene.cache_minimum_tokens";
    private const string CacheFreedMinTokensKey = "llmhygiene.cache_freed_min_tokens";
    private const string MinTimeoutSecondsKey = "llmhygiene.min_timeout_seconds";
    private const string TrustedMethodsKey = "llmhygiene.trusted_methods";
    private const string UntrustedSourcesKey = "llmhygiene.untrusted_sources";
    private const string CallMethodsKey = "llmhygiene.call_methods";

    /// <summary>The options of a prompt file, or of the C# file of a prompt method, and the project's options for all files.</summary>
    /// <param name="own">The options of the file.</param>
    public static RuleOptions OfPrompt(AnalyzerConfigOptions own, AnalyzerOptions project) =>
        new(own, new Lazy<ModelCatalog>(() => ModelCatalog.For(project)), project.AnalyzerConfigOptionsProvider.GlobalOptions);

    /// <summary>
    /// Further methods that are LLM calls, as the unparsed value of the option. Read for every file before anything else is known.
    /// </summary>
    public static string? CallMethods(AnalyzerConfigOptionsProvider provider, SyntaxTree tree) =>
        provider.GetOptions(tree).TryGetValue(CallMethodsKey, out var methods) ? methods : null;

    /// <summary>Read only when a rule first looks up a model.</summary>
    public ModelCatalog Models => models.Value;

    /// <summary>The tiers that the project's prompt files declare; null where no prompt is needed.</summary>
    public PromptTiers? Tiers { get; init; }

    /// <summary>Whether a call can be measured by an interceptor; null where no call is looked at.</summary>
    public Func<ICall, InterceptionState>? Interception { get; init; }

    /// <summary>True where the project has turned interception on.</summary>
    public bool IsIntercepting { get; init; }

    /// <summary>True when the project has said that the host decides the model of injected clients.</summary>
    public bool HostDecidesInjectedModel => string.Equals(Value(InjectedModelKey), "host", StringComparison.OrdinalIgnoreCase);

    /// <summary>Further keys under which the project's options carry a prompt version.</summary>
    public ImmutableArray<string> PromptTagKeys => List(PromptTagKeysKey);

    /// <summary>Globs of the models that the project uses; empty when the option is not set.</summary>
    public ImmutableArray<string> AllowedModels => (_allowedModels ??= new(List(AllowedModelsKey))).Value;

    /// <summary>The model that fixes set where none is stated; null when the option is not set.</summary>
    public string? DefaultModel => Value(DefaultModelKey) is { Length: > 0 } model ? model : null;

    /// <summary>The output limit that fixes set where none is set; null when the option is not set.</summary>
    public int? DefaultMaxOutputTokens => int.TryParse(Value(DefaultMaxOutputTokensKey), out var tokens) && tokens > 0 ? tokens : null;

    /// <summary>How many characters of fixed text inline text must have to be reported as a prompt.</summary>
    public int InlinePromptMinLength =>
        int.TryParse(Value(InlinePromptMinLengthKey), out var length) && length >= 0 ? length : DefaultInlinePromptMinLength;

    /// <summary>The minimum number of tokens that the provider caches; null when the option is not set.</summary>
    public int? CacheMinimumTokens => int.TryParse(Value(CacheMinimumTokensKey), out var tokens) && tokens >= 0 ? tokens : null;

    /// <summary>The minimum number of tokens of fixed text after an input for it to be reported.</summary>
    public int CacheFreedMinTokens =>
        int.TryParse(Value(CacheFreedMinTokensKey), out var tokens) && tokens > 0 ? tokens : DefaultCacheFreedMinTokens;

    /// <summary>The shortest time-out of a call that is not reported.</summary>
    public int MinTimeoutSeconds =>
        int.TryParse(Value(MinTimeoutSecondsKey), out var seconds) && seconds >= 0 ? seconds : DefaultMinTimeoutSeconds;

    /// <summary>The methods that check or approve what they are given.</summary>
    public TrustedMethods TrustedMethods => new(List(TrustedMethodsKey));

    /// <summary>Which text counts as input from outside, and what makes it safe.</summary>
    public TaintOptions Taint
    {
        get
        {
            var untrusted = List(UntrustedSourcesKey);
            return new TaintOptions(TrustedMethods, TrustsFiles: !Has("files"), TrustsDatabases: !Has("databases"));

            bool Has(string word) => untrusted.Contains(word, StringComparer.OrdinalIgnoreCase);
        }
    }

    private ImmutableArray<string> List(string key) =>
        Value(key)?.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToImmutableArray()
        ?? ImmutableArray<string>.Empty;

    private string? Value(string key) =>
        options.TryGetValue(key, out var value) || fallback?.TryGetValue(key, out value) == true ? value?.Trim() : null;
}
