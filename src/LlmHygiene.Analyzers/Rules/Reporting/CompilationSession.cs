using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>What the call analyzers know of one compilation, found once for both.</summary>
internal sealed class CompilationSession
{
    private static readonly ConditionalWeakTable<Compilation, Shared> s_sessions = new();

    private readonly AnalyzerOptions _options;
    private readonly Lazy<ModelCatalog> _models;
    private readonly PromptTiers _tiers;

    private CompilationSession(AnalyzerOptions options, SdkCatalog catalog)
    {
        _options = options;
        _models = new(() => ModelCatalog.For(options));
        _tiers = new PromptTiers(options);
        Catalog = catalog;
        Services = new ServiceGraph(catalog);
        Recognizer = new SdkCallRecognizer(catalog);
        PassThroughMethods = new PassThroughMethodsProvider(Services, Recognizer, tree => OptionsOf(tree).PromptTagKeys);
    }

    public SdkCatalog Catalog { get; }

    /// <summary>Where the services of the compilation are registered.</summary>
    public ServiceGraph Services { get; }

    public SdkCallRecognizer Recognizer { get; }

    public PassThroughMethodsProvider PassThroughMethods { get; }

    /// <summary>Null when nothing in the compilation can be an LLM call.</summary>
    public static CompilationSession? Of(Compilation compilation, AnalyzerOptions options)
    {
        var shared = s_sessions.GetValue(compilation, _ => new Shared(options, Make(compilation, options)));
        return shared.Options.Equals(options) ? shared.Session : Make(compilation, options);
    }

    public RuleOptions OptionsOf(SyntaxTree tree) =>
        new(_options.AnalyzerConfigOptionsProvider.GetOptions(tree), _models) { Tiers = _tiers };

    private static CompilationSession? Make(Compilation compilation, AnalyzerOptions options) =>
        SdkCatalog.Bind(compilation, tree => RuleOptions.CallMethods(options.AnalyzerConfigOptionsProvider, tree)) is { } catalog
            ? new CompilationSession(options, catalog)
            : null;

    private sealed class Shared(AnalyzerOptions options, CompilationSession? session)
    {
        public AnalyzerOptions Options { get; } = options;

        public CompilationSession? Session { get; } = session;
    }
}
