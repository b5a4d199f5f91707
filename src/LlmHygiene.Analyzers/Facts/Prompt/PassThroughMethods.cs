using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// The methods of a compilation that pass one of their own parameters on as an untagged prompt, at any depth. They do not write the prompt
/// text, so their callers must name it.
/// </summary>
internal sealed class PassThroughMethods
{
    // Each level is one more method between the text and the SDK call; real code has up to four.
    private const int MaxLevels = 12;

    private readonly Dictionary<ISymbol, HashSet<int>> _parameters = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <param name="forwardedBy">The parameters that an SDK call passes on as its prompt; empty for any other invocation.</param>
    public static PassThroughMethods Find(
        SourceScope scope,
        SdkCatalog catalog,
        Func<SyntaxNode, IReadOnlyCollection<IParameterSymbol>> forwardedBy
    )
    {
        var methods = new PassThroughMethods();
        var found = Candidates(scope, catalog).SelectMany(forwardedBy).ToList();

        for (var level = 0; level < MaxLevels && found.Count > 0; level++)
            found = methods.Add(found).SelectMany(parameter => ForwardedParameters(parameter, scope, catalog)).ToList();
        return methods;
    }

    // Binding a call is expensive, so syntax excludes as many as it can first.
    private static IEnumerable<InvocationExpressionSyntax> Candidates(SourceScope scope, SdkCatalog catalog)
    {
        var files = scope.TreesNaming(catalog.MarkerWords);
        var forwarding = new Forwarding(scope);
        return catalog.PromptCallNames.SelectMany(name =>
            scope.InvocationsNamed(name, node => Forwarding.IsCallWithArguments(node) && forwarding.MayReachCallers(node), files)
        );
    }

    /// <summary>The calls of pass-through methods in one file.</summary>
    public IEnumerable<PassThroughCall> CallsIn(SyntaxTree tree, SourceScope scope)
    {
        foreach (
            var call in _names.SelectMany(name =>
                scope.InvocationsOf(name, _parameters.ContainsKey, Forwarding.IsCallWithArguments, [tree])
            )
        )
            if (PromptsOf(call).ToList() is { Count: > 0 } prompts)
                yield return new PassThroughCall(call, prompts);
    }

    private IEnumerable<IOperation> PromptsOf(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (!_parameters.TryGetValue((method.ReducedFrom ?? method).OriginalDefinition, out var ordinals))
            return [];
        return invocation
            .Arguments.Where(argument =>
                argument.Parameter is { } parameter
                && ordinals.Contains(parameter.Ordinal)
                && argument.ArgumentKind != ArgumentKind.DefaultValue
            )
            .Select(argument => argument.Value);
    }

    // Parameters of methods only: arguments of constructors and lambdas are not followed to where they are written.
    private List<IParameterSymbol> Add(List<IParameterSymbol> parameters)
    {
        var added = new List<IParameterSymbol>();
        foreach (var parameter in parameters)
        {
            if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method)
                continue;
            var isNew = false;
            foreach (var callable in ValueTracker.WithAbstractions(method))
            {
                if (!_parameters.TryGetValue(callable.OriginalDefinition, out var ordinals))
                    _parameters.Add(callable.OriginalDefinition, ordinals = []);
                isNew |= ordinals.Add(parameter.Ordinal);
            }

            _names.Add(method.Name);
            if (isNew)
                added.Add(parameter);
        }

        return added;
    }

    // The parameters of callers that pass one of their own parameters on.
    private static IEnumerable<IParameterSymbol> ForwardedParameters(IParameterSymbol parameter, SourceScope scope, SdkCatalog catalog)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        if (scope.IsTooCommon(method))
            yield break;
        var values = ValueTracker.UpToParameters(scope, catalog);
        foreach (
            var site in scope
                .References(ValueTracker.WithAbstractions(method), method.Name, Forwarding.CanHandOn)
                .OfType<IInvocationOperation>()
        )
        {
            if (site.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is not { } prompt)
                continue;
            var author = new PromptTextFinder(values, new ObjectTracker(values, catalog), catalog);
            if (author.HasLiteralText(prompt))
                continue;
            foreach (var forwarded in author.ForwardedParameters)
                yield return forwarded;
        }
    }
}
