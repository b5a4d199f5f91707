using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
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
    private readonly CancellationToken _cancellation;

    private CallFinder(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        _compilation = compilation;
        _session = CompilationSession.Of(compilation, options);
        _responses = new ResponseCatalog(compilation);
        _check = new InterceptionCheck(compilation, _responses);
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
        if (!_session.Catalog.HasCalls)
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
        if (places.Count == 0 || _session.IsGenerated(tree, _cancellation))
            return null;
        var model = _compilation.GetSemanticModel(tree);
        var experimental = new SortedSet<string>(StringComparer.Ordinal);
        var readers = new ReaderBuilder(_responses, experimental);
        var streams = new StreamBuilder(_responses, experimental);
        var methods = new MethodReader(_check, readers, streams, experimental);
        var calls = new List<InterceptedCall>();
        foreach (var place in places)
            if (Read(place, model, methods) is { } call)
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

        found.Sort(static (left, right) => CallSyntax.NameOf(left).SpanStart.CompareTo(CallSyntax.NameOf(right).SpanStart));
        return found;
    }

    private InterceptedCall? Read(InvocationExpressionSyntax place, SemanticModel model, MethodReader methods)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (
            model.GetSymbolInfo(place, _cancellation).Symbol is not IMethodSymbol method
            || _session.Catalog.FindCall(method, place.SyntaxTree) is null
            || model.FindOperation(place, _cancellation) is not IInvocationOperation invocation
            || _session.Recognizer.Recognize(invocation) is not { } call
        )
            return null;
        var facts = new SdkCallFacts(
            call,
            _session.ScopeOf(model, _cancellation),
            _session.Services,
            _session.OptionsOf(place.SyntaxTree).PromptTagKeys
        );
        if (!facts.IsCall)
            return null;
        // With a type that another generator writes, the call might bind to another overload in the whole compilation. It has no ordinal:
        // here it may not bind at all, and the inventory, which sees the whole compilation, has to number the calls in the same way.
        if (HasUnknownType(invocation))
            return null;
        // A call that is not intercepted counts too: an ordinal does not depend on what can be intercepted.
        var site = _sites.Read(facts);
        if (_check.Of(call) != InterceptionState.Intercepted)
            return null;
        return methods.Read(invocation) is { } intercepted && model.GetInterceptableLocation(place, _cancellation) is { } location
            ? new InterceptedCall(location.Version, location.Data, site, intercepted)
            : null;
    }

    private static bool HasUnknownType(IInvocationOperation invocation) =>
        invocation.DescendantsAndSelf().Any(static one => one is IInvalidOperation || one.Type is IErrorTypeSymbol);
}
