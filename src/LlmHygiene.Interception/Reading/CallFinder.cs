using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.Interception.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Interception.Reading;

/// <summary>Finds the calls of a compilation, by the same recognizer as the rules, and reads those that can be intercepted.</summary>
internal sealed class CallFinder
{
    private const string RuntimeType = "LlmHygiene.InterceptedCall";
    private const string HiddenFrames = "System.Diagnostics.StackTraceHiddenAttribute";

    private readonly Compilation _compilation;
    private readonly CompilationSession _session;
    private readonly InterceptionCheck _check;
    private readonly ResponseCatalog _responses;
    private readonly SiteReader _sites = new();
    private readonly bool _sendsRequests;
    private readonly CancellationToken _cancellation;

    private CallFinder(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        _compilation = compilation;
        _session = CompilationSession.Of(compilation, options);
        _responses = new ResponseCatalog(compilation);
        _check = new InterceptionCheck(compilation, _responses);
        _sendsRequests = HttpCallRecognizer.IsFor(compilation, cancellation);
        _cancellation = cancellation;
    }

    public static EquatableArray<InterceptedFile> Find(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        // The emitted classes are file-local.
        if (
            compilation is not CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp11 }
            || compilation.GetTypeByMetadataName(RuntimeType) is null
        )
            return EquatableArray<InterceptedFile>.Empty;
        return new CallFinder(compilation, options, cancellation).Find(
            BuildProperties.ProjectDirectory(options.AnalyzerConfigOptionsProvider.GlobalOptions)
        );
    }

    private EquatableArray<InterceptedFile> Find(string? projectDirectory)
    {
        if (!_session.Catalog.HasCalls && !_sendsRequests)
            return EquatableArray<InterceptedFile>.Empty;
        var names = new FileHints(projectDirectory);
        return _compilation
            .SyntaxTrees.OrderBy(static tree => tree.FilePath, StringComparer.Ordinal)
            .Select(tree => Read(tree, names))
            .OfType<InterceptedFile>()
            .ToEquatableArray();
    }

    private InterceptedFile? Read(SyntaxTree tree, FileHints names)
    {
        var places = CandidatesIn(tree);
        if ((places.Count == 0 && !_sendsRequests) || _session.IsGenerated(tree, _cancellation))
            return null;
        var model = _compilation.GetSemanticModel(tree);
        var scope = _session.ScopeOf(model, _cancellation);
        var found = places.Select(place => Read(place, model, scope)).OfType<CallFacts>().Concat(RequestsIn(tree, scope)).ToList();
        if (found.Count == 0)
            return null;
        // In the order of the text, so that an ordinal depends on nothing else.
        found.Sort(static (left, right) => left.Call.Location.SourceSpan.Start.CompareTo(right.Call.Location.SourceSpan.Start));
        var experimental = new SortedSet<string>(StringComparer.Ordinal);
        var readers = new ReaderBuilder(_responses, experimental);
        var streams = new StreamBuilder(_responses, experimental);
        var methods = new MethodReader(_check, readers, streams, experimental);
        var calls = new List<InterceptedCall>();
        foreach (var facts in found)
            if (Read(facts, model, methods) is { } call)
                calls.Add(call);
        return calls.Count == 0
            ? null
            : new InterceptedFile(
                names.Of(tree.FilePath),
                calls.ToEquatableArray(),
                readers.Readers,
                streams.Classes,
                experimental.ToEquatableArray(),
                _compilation.GetTypeByMetadataName(HiddenFrames) is not null
            );
    }

    private List<InvocationExpressionSyntax> CandidatesIn(SyntaxTree tree)
    {
        var index = TreeNames.Of(tree);
        var found = new List<InvocationExpressionSyntax>();
        foreach (var name in _session.Catalog.CallNames)
        {
            if (!index.MightContain(TreeNames.HashOf(name)) || !index.Contains(name))
                continue;
            foreach (var use in index.Uses(name, tree.GetRoot(_cancellation)))
                if (TreeNames.Reference(use) is InvocationExpressionSyntax call && _session.Catalog.MightBeCall(name, call))
                    found.Add(call);
        }

        return found;
    }

    private SdkCallFacts? Read(InvocationExpressionSyntax place, SemanticModel model, SourceScope scope)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (
            model.GetSymbolInfo(place, _cancellation).Symbol is not IMethodSymbol method
            || _session.Catalog.FindCall(method, place.SyntaxTree) is null
            || model.FindOperation(place, _cancellation) is not IInvocationOperation invocation
            || _session.Recognizer.Recognize(invocation) is not { } call
        )
            return null;
        var facts = new SdkCallFacts(call, scope, _session.Services, _session.OptionsOf(place.SyntaxTree).PromptTagKeys);
        return facts.IsCall ? facts : null;
    }

    private IEnumerable<HttpCallFacts> RequestsIn(SyntaxTree tree, SourceScope scope) =>
        _sendsRequests
            ? _session
                .Http.CallsIn(tree, scope)
                .Select(found => new HttpCallFacts(found, scope, _session.Catalog, _session.OptionsOf(tree).PromptTagKeys))
            : [];

    private InterceptedCall? Read(CallFacts facts, SemanticModel model, MethodReader methods)
    {
        // With a type that another generator writes, the call might bind to another overload in the whole compilation. It has no ordinal:
        // here it may not bind at all, and the inventory, which sees the whole compilation, has to number the calls in the same way.
        if (HasUnknownType(facts.Call.Invocation))
            return null;
        // A call that is not intercepted counts too: an ordinal does not depend on what can be intercepted.
        var site = _sites.Read(facts);
        return
            _check.Of(facts.Call) == InterceptionState.Intercepted
            && methods.Read(facts.Call) is { } intercepted
            && facts.Call.Invocation.Syntax is InvocationExpressionSyntax place
            && model.GetInterceptableLocation(place, _cancellation) is { } location
            ? new InterceptedCall(location.Version, location.Data, site, intercepted)
            : null;
    }

    private static bool HasUnknownType(IInvocationOperation invocation) =>
        invocation.DescendantsAndSelf().Any(static one => one is IInvalidOperation || one.Type is IErrorTypeSymbol);
}
