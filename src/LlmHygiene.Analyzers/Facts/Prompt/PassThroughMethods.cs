using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// The methods of a compilation that pass one of their own parameters on as an untagged prompt, at any depth, and the lambdas of variables
/// that are only called. They do not write the prompt text, so their callers must name it.
/// </summary>
internal sealed class PassThroughMethods
{
    // Each level is one more method between the text and the SDK call; real code has up to four.
    private const int MaxLevels = 12;

    private readonly Dictionary<ISymbol, PassedOn> _methods = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    // A lambda is not called by a name of its own: these are its calls, and the variable that holds it.
    private readonly Dictionary<SyntaxNode, (IMethodSymbol Lambda, string Holder)> _calls = [];

    /// <param name="forwardedBy">What an SDK call passes on from callers; nothing for any other invocation.</param>
    /// <param name="tagsOf">The keys of tags in a file.</param>
    public static PassThroughMethods Find(
        SourceScope scope,
        SdkCatalog catalog,
        Func<SyntaxNode, ForwardedPrompt> forwardedBy,
        Func<SyntaxTree, PromptTags> tagsOf
    )
    {
        var methods = new PassThroughMethods();
        var values = ValueTracker.UpToParameters(scope, catalog);
        var found = Candidates(scope, catalog)
            .Select(call => (Call: (SyntaxNode)call, Forwarded: forwardedBy(call)))
            .Where(static sent => sent.Forwarded.Texts.Count > 0)
            .ToList();

        for (var level = 0; level < MaxLevels && found.Count > 0; level++)
            found =
            [
                .. methods
                    .Add(found, scope, catalog)
                    .SelectMany(method => methods.CallsOf(method, scope))
                    .Select(call =>
                        (
                            Call: call.Invocation.Syntax,
                            PromptResolver
                                .AtPassThroughCall(call, values, tagsOf(call.Invocation.Syntax.SyntaxTree), catalog, methods.IsHandedOn)
                                .Forwarded
                        )
                    )
                    .Where(static sent => sent.Forwarded.Texts.Count > 0),
            ];
        return methods;
    }

    /// <summary>True for a parameter with options that its method passes on to an LLM call.</summary>
    public bool IsHandedOn(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is { } method
        && _methods.TryGetValue(method, out var passedOn)
        && passedOn.Options.Contains(parameter.Ordinal);

    // Binding a call is expensive, so syntax excludes what it can first.
    private static IEnumerable<InvocationExpressionSyntax> Candidates(SourceScope scope, SdkCatalog catalog)
    {
        var files = scope.TreesNaming(catalog.MarkerWords);
        var forwarding = new Forwarding(scope);
        return catalog.PromptCallNames.SelectMany(name =>
            CallCandidates.Named(
                name,
                scope,
                catalog,
                node => Forwarding.IsCallWithArguments(node) && forwarding.MayReachCallers(node),
                files
            )
        );
    }

    /// <summary>The calls of pass-through methods in one file.</summary>
    public IEnumerable<PassThroughCall> CallsIn(SyntaxTree tree, SourceScope scope)
    {
        foreach (
            var call in _names.SelectMany(name => scope.InvocationsOf(name, _methods.ContainsKey, Forwarding.IsCallWithArguments, [tree]))
        )
            if (Read(call) is { } passed)
                yield return passed;
        foreach (var call in _calls.Keys)
            if (call.SyntaxTree == tree && scope.OperationOf(call) is IInvocationOperation invocation && Read(invocation) is { } passed)
                yield return passed;
    }

    private PassThroughCall? Read(IInvocationOperation invocation)
    {
        var isOfLambda = _calls.TryGetValue(invocation.Syntax, out var called);
        if (
            !_methods.TryGetValue(isOfLambda ? called.Lambda : invocation.TargetMethod.AsDeclared(), out var passedOn)
            || ArgumentsOf(invocation, passedOn.Texts) is not { Count: > 0 } prompts
        )
            return null;
        return new PassThroughCall(invocation, prompts, ArgumentsOf(invocation, passedOn.Options), isOfLambda ? called.Holder : null);
    }

    private static List<IOperation> ArgumentsOf(IInvocationOperation invocation, HashSet<int> ordinals) =>
        [
            .. invocation
                .Arguments.Where(argument =>
                    argument.Parameter is { } parameter
                    && ordinals.Contains(parameter.Ordinal)
                    && argument.ArgumentKind != ArgumentKind.DefaultValue
                )
                .Select(argument => argument.Value),
        ];

    // Only parameters of methods: who is asked for the arguments of a constructor is the call that sends them.
    // A method that only keeps the text, which another method sends later, sends nothing itself.
    private List<IMethodSymbol> Add(List<(SyntaxNode Call, ForwardedPrompt Forwarded)> found, SourceScope scope, SdkCatalog catalog)
    {
        var added = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var (call, forwarded) in found)
        foreach (var text in forwarded.Texts)
        {
            if (
                text.ContainingSymbol is not IMethodSymbol method
                || !(
                    method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
                    || (method.MethodKind == MethodKind.AnonymousFunction && catalog.Level > HygieneLevel.V0_1 && AddCalls(method, scope))
                )
                || !Contains(method, call)
            )
                continue;
            var isNew = false;
            foreach (var callable in ValueTracker.WithAbstractions(method))
            {
                if (!_methods.TryGetValue(callable.OriginalDefinition, out var passedOn))
                    _methods.Add(callable.OriginalDefinition, passedOn = new PassedOn());
                isNew |= passedOn.Texts.Add(text.Ordinal);
                foreach (var options in forwarded.Options)
                    if (SymbolEqualityComparer.Default.Equals(options.ContainingSymbol, text.ContainingSymbol))
                        isNew |= passedOn.Options.Add(options.Ordinal);
            }

            if (method.MethodKind != MethodKind.AnonymousFunction)
                _names.Add(method.Name);
            if (isNew)
                added.Add(method);
        }

        return [.. added];
    }

    // False for a lambda that other code may call.
    private bool AddCalls(IMethodSymbol lambda, SourceScope scope)
    {
        if (_methods.ContainsKey(lambda))
            return true;
        if (scope.HolderOf(lambda) is not { Name: var holder } || scope.CallsOfLambda(lambda) is not { } calls)
            return false;
        foreach (var call in calls)
            _calls[call.Syntax] = (lambda, holder);
        return true;
    }

    private static bool Contains(IMethodSymbol method, SyntaxNode call) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Any(call.IsWithin);

    // The calls that may pass parameters of their own methods on.
    private IEnumerable<PassThroughCall> CallsOf(IMethodSymbol method, SourceScope scope) =>
        method.MethodKind == MethodKind.AnonymousFunction
            ? (scope.CallsOfLambda(method) ?? [])
                .Where(static call => Forwarding.IsInMethodWithParameters(call.Syntax))
                .Select(Read)
                .OfType<PassThroughCall>()
        : scope.IsTooCommon(method) ? []
        : scope
            .References(ValueTracker.WithAbstractions(method), method.Name, Forwarding.CanHandOn)
            .OfType<IInvocationOperation>()
            .Select(Read)
            .OfType<PassThroughCall>();

    // The positions of the parameters that a method passes on.
    private sealed class PassedOn
    {
        public HashSet<int> Texts { get; } = [];

        public HashSet<int> Options { get; } = [];
    }
}
