using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>What the call analyzers know of one compilation, found once for both.</summary>
internal sealed class CallSession
{
    private static readonly ConditionalWeakTable<Compilation, Shared> s_sessions = new();

    private readonly AnalyzerOptions _options;
    private readonly Lazy<ModelCatalog> _models;
    private readonly PromptTiers _tiers;

    private CallSession(AnalyzerOptions options, SdkCatalog catalog)
    {
        _options = options;
        _models = new(() => ModelCatalog.For(options));
        _tiers = new PromptTiers(options);
        Catalog = catalog;
        Recognizer = new LlmCallRecognizer(catalog);
        Wrappers = new PromptWrappersProvider(catalog, Recognizer, tree => OptionsOf(tree).PromptTagKeys);
    }

    public SdkCatalog Catalog { get; }

    public LlmCallRecognizer Recognizer { get; }

    public PromptWrappersProvider Wrappers { get; }

    /// <summary>Null when nothing in the compilation can be an LLM call.</summary>
    public static CallSession? Of(Compilation compilation, AnalyzerOptions options)
    {
        var shared = s_sessions.GetValue(compilation, _ => new Shared(options, Make(compilation, options)));
        return shared.Options.Equals(options) ? shared.Session : Make(compilation, options);
    }

    public RuleOptions OptionsOf(SyntaxTree tree) => new(_options.AnalyzerConfigOptionsProvider.GetOptions(tree), _models) { Tiers = _tiers };

    private static CallSession? Make(Compilation compilation, AnalyzerOptions options) =>
        SdkCatalog.Bind(compilation, tree => RuleOptions.CallMethods(options.AnalyzerConfigOptionsProvider, tree)) is { } catalog ? new CallSession(options, catalog) : null;

    private sealed class Shared(AnalyzerOptions options, CallSession? session)
    {
        public AnalyzerOptions Options { get; } = options;

        public CallSession? Session { get; } = session;
    }
}
