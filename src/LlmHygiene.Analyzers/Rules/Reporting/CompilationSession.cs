using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Blocking;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>
/// What the analyzers and fixes know about one compilation. Each part is computed once, when it is first needed. All per-compilation
/// caches are here.
/// </summary>
internal sealed class CompilationSession
{
    // The only table that is keyed by a compilation. An entry lives as long as its compilation.
    private static readonly ConditionalWeakTable<Compilation, CompilationSession> s_sessions = new();

    private readonly object _gate = new();
    private readonly Compilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly Lazy<ModelCatalog> _models;
    private readonly PromptTiers _tiers;
    private readonly Func<ICall, InterceptionState> _interception;
    private readonly ConcurrentDictionary<SyntaxNode, object> _refused = [];
    private readonly ConcurrentDictionary<SyntaxTree, RuleOptions> _ruleOptions = [];
    private readonly RetryableLazy<object> _restrictsModels = new();
    private readonly RetryableLazy<SentTexts> _sentTexts = new();
    private readonly RetryableLazy<WaitingMethods> _waitingMethods = new();
    private SdkCatalog? _catalog;
    private ServiceGraph? _services;
    private SdkCallRecognizer? _recognizer;
    private PassThroughMethodsProvider? _passThrough;
    private HttpCallRecognizer? _http;
    private ModelUses? _modelUses;
    private VersionUses? _versionUses;

    private CompilationSession(Compilation compilation, AnalyzerOptions options)
    {
        _compilation = compilation;
        _options = options;
        _models = new(() => ModelCatalog.For(options));
        _tiers = new PromptTiers(options);
        _interception = new ProjectInterception(compilation, tree => IsGenerated(tree, default)).Of;
        Source = new SourceIndex(compilation);
        Taint = new TaintMemory(() => Http);
    }

    /// <summary>The index of the names in the compilation's source.</summary>
    public SourceIndex Source { get; }

    /// <summary>The referenced SDKs and the methods that the user has marked; empty where there are neither.</summary>
    public SdkCatalog Catalog
    {
        get
        {
            if (Volatile.Read(ref _catalog) is { } known)
                return known;
            lock (_gate)
                return _catalog ??= SdkCatalog.Bind(
                    _compilation,
                    UserCallMethods.Find(_compilation, CallMethodsOf),
                    BuildProperties.Level(_options.AnalyzerConfigOptionsProvider.GlobalOptions)
                );
        }
    }

    /// <summary>Where the services of the compilation are registered.</summary>
    public ServiceGraph Services
    {
        get
        {
            if (Volatile.Read(ref _services) is { } known)
                return known;
            lock (_gate)
                return _services ??= new ServiceGraph(Catalog)
                {
                    FindPromptFile = new ProjectPrompts(_options).Find,
                    Configuration = Catalog.Level > HygieneLevel.V0_1 ? new(SettingsFileSet.Of(_options)) : ProjectConfiguration.None,
                };
        }
    }

    public SdkCallRecognizer Recognizer => _recognizer ??= new SdkCallRecognizer(Catalog);

    /// <summary>What is known of the ways of text that is not trusted.</summary>
    public TaintMemory Taint { get; }

    /// <summary>The methods that pass a prompt on.</summary>
    public PassThroughMethodsProvider PassThroughMethods
    {
        get
        {
            if (Volatile.Read(ref _passThrough) is { } known)
                return known;
            // There must be one instance: the analyzers store in it what they find.
            lock (_gate)
                return _passThrough ??= new PassThroughMethodsProvider(Services, Recognizer, tree => OptionsOf(tree).PromptTagKeys);
        }
    }

    /// <summary>The calls that run on the model that is written at a place.</summary>
    public ModelUses ModelUses
    {
        get
        {
            if (Volatile.Read(ref _modelUses) is { } known)
                return known;
            // There must be one instance: the analyzers store in it what they find.
            lock (_gate)
                return _modelUses ??= new ModelUses(Services, Recognizer, IsJudged);
        }
    }

    /// <summary>The calls that are tagged with the version that is written at a place.</summary>
    public VersionUses VersionUses
    {
        get
        {
            if (Volatile.Read(ref _versionUses) is { } known)
                return known;
            lock (_gate)
                return _versionUses ??= new VersionUses(
                    Services,
                    Recognizer,
                    PassThroughMethods,
                    tree => OptionsOf(tree).PromptTagKeys,
                    IsJudged
                );
        }
    }

    /// <summary>
    /// Where the constant texts are written that the compilation sends as prompts. It is asked for only where a text is suspicious.
    /// </summary>
    public SentTexts SentTexts(SourceScope scope) =>
        _sentTexts.Get(() =>
            new SentTexts(
                ProjectCalls
                    .Of(Services, Recognizer, scope, IsJudged)
                    .SelectMany(call => new SdkCallFacts(call, scope, Services, ImmutableArray<string>.Empty).SentTexts)
            )
        );

    /// <summary>The methods that await or return an LLM call. They are asked for only where code blocks.</summary>
    public WaitingMethods WaitingMethods(SourceScope scope) =>
        _waitingMethods.Get(() =>
            Facts.Blocking.WaitingMethods.Find(
                ProjectCalls
                    .Of(Services, Recognizer, scope, IsJudged)
                    .Where(call => new SdkCallFacts(call, scope, Services, ImmutableArray<string>.Empty).IsCall)
                    .Select(static call => call.Invocation),
                scope
            )
        );

    /// <summary>Finds handwritten HTTP requests to LLM endpoints.</summary>
    public HttpCallRecognizer Http
    {
        get
        {
            if (Volatile.Read(ref _http) is { } known)
                return known;
            lock (_gate)
                return _http ??= new HttpCallRecognizer(Catalog, HttpSends.In(_compilation, Catalog.Level));
        }
    }

    /// <summary>What the model of a call does not accept, found once per call.</summary>
    public IReadOnlyList<T> Refused<T>(SyntaxNode call, Func<IReadOnlyList<T>> find) =>
        (IReadOnlyList<T>)_refused.GetOrAdd(call, _ => find());

    public static CompilationSession Of(Compilation compilation, AnalyzerOptions options)
    {
        // A compilation is normally analyzed with one set of options. Another set gets its own session, which is not kept.
        var session = s_sessions.GetValue(compilation, key => new CompilationSession(key, options));
        return session._options.Equals(options) ? session : new CompilationSession(compilation, options);
    }

    public RuleOptions OptionsOf(SyntaxTree tree) =>
        _ruleOptions.TryGetValue(tree, out var known) ? known : _ruleOptions.GetOrAdd(tree, ReadOptions(tree));

    private RuleOptions ReadOptions(SyntaxTree tree) =>
        new(_options.AnalyzerConfigOptionsProvider.GetOptions(tree), _models)
        {
            Tiers = _tiers,
            Interception = _interception,
            IsIntercepting = BuildProperties.IsIntercepting(_options.AnalyzerConfigOptionsProvider.GlobalOptions),
        };

    /// <summary>The options for what a settings file says about the calls in a C# file.</summary>
    public RuleOptions OptionsOf(AdditionalText settings, SyntaxTree tree) =>
        new(_options.AnalyzerConfigOptionsProvider.GetOptions(settings), _models, _options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    /// <summary>The models that the project knows.</summary>
    public ModelCatalog Models => _models.Value;

    /// <summary>True where some file of the project says which models are allowed.</summary>
    public bool RestrictsModels =>
        (bool)_restrictsModels.Get(() => _compilation.SyntaxTrees.Any(tree => !OptionsOf(tree).AllowedModels.IsEmpty));

    /// <param name="model">The semantic model of the analyzed file: what the compiler has bound there is not bound again.</param>
    public SourceScope ScopeOf(SemanticModel model, CancellationToken cancellation) => new(model, Source, cancellation);

    /// <summary>The same for analysis that belongs to no file of the compilation.</summary>
    public SourceScope ScopeOf(CancellationToken cancellation) => new(Source, cancellation);

    /// <summary>True for a file in which nothing is reported.</summary>
    public bool IsGenerated(SyntaxTree tree, CancellationToken cancellation) =>
        GeneratedFiles.Is(tree, _options.AnalyzerConfigOptionsProvider.GetOptions(tree), cancellation);

    // A call in generated code is none of the user's, unless it is in the `@code` of a Razor file.
    private bool IsJudged(SyntaxNode call, CancellationToken cancellation) =>
        RazorFiles.IsRazor(call.SyntaxTree)
            ? RazorFiles.IsWrittenByUser(call.SyntaxTree, CallSyntax.NameOf(call).Span, cancellation)
            : !IsGenerated(call.SyntaxTree, cancellation);

    private string? CallMethodsOf(SyntaxTree tree) => RuleOptions.CallMethods(_options.AnalyzerConfigOptionsProvider, tree);
}
