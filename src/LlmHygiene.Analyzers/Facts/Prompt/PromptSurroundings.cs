using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// The scope and the activity that a call runs in: those of its member, those of a helper that runs the lambda with the call, and
/// those of every caller of its method.
/// </summary>
internal sealed class PromptSurroundings(ValueTracker values, SdkCatalog catalog, PromptTags tags)
{
    private const int MaxLevels = 6;
    private const int MaxSites = 60;

    private readonly PromptScopes _scopes = new(values.Scope, catalog.Known);
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly TaggingMethods _tagging = new(values.Scope, catalog, tags);
    private int _sites;

    private SourceScope Scope => values.Scope;

    public FoundTag Of(IInvocationOperation call) => Of(call, MaxLevels);

    private FoundTag Of(IInvocationOperation call, int depth)
    {
        if (_scopes.Around(call) is { } scoped)
            return new FoundTag(scoped, IsUnknown: false);
        var own = tags.OnActivity(call, values, catalog);
        if (own.Tagged is not null || own.IsUnknown)
            return own;
        // Callers cost a search: only where something in the compilation could tag them.
        if (!_scopes.AreUsed && !ActivityTags.AreUsed(Scope))
            return FoundTag.None;
        if (CallsTaggingMethod(call))
            return FoundTag.Unknown;
        var run = OfRunner(call, depth);
        if (run.Tagged is not null)
            return run;
        return OfCallers(call, depth);
    }

    // `using var activity = Start();`: a method of the project that writes a tag of a prompt may do so for this call.
    private bool CallsTaggingMethod(IOperation call)
    {
        var member = call;
        while (member.Parent is not null)
            member = member.Parent;
        foreach (var other in member.Descendants().OfType<IInvocationOperation>())
        {
            var method = other.TargetMethod.AsDeclared();
            if (other != call && _tagging.Contains(method))
                return true;
        }

        return false;
    }

    // `RunAsync(() => client.GetResponseAsync(…))`: a method of the project that runs the lambda may begin a scope around it.
    private FoundTag OfRunner(IOperation call, int depth)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is not IAnonymousFunctionOperation)
                continue;
            if (depth > 0 && OfRunning(parent) is { } tagged)
                return new FoundTag(tagged, IsUnknown: false);
        }

        return FoundTag.None;
    }

    // The tag around the place where a method of the project calls the delegate that it is handed.
    private PromptFact? OfRunning(IOperation function)
    {
        var operation = function;
        while (operation.Parent is IDelegateCreationOperation or IConversionOperation)
            operation = operation.Parent;
        if (operation.Parent is not IArgumentOperation { Parent: IInvocationOperation runner, Parameter.Ordinal: var ordinal })
            return null;
        var method = runner.TargetMethod.AsDeclared();
        if (!Scope.Contains(method))
            return null;
        foreach (var body in method.IsAbstract ? Scope.Implementations(method) : [method])
        foreach (var use in Scope.References(body.Parameters[ordinal]))
        {
            // `run()` is bound as a whole, `run.Invoke()` and `run?.Invoke()` by the name of the delegate.
            var run =
                use as IInvocationOperation
                ?? use.Parent as IInvocationOperation
                ?? (use.Parent as IConditionalAccessOperation)?.WhenNotNull as IInvocationOperation;
            if (run is { TargetMethod.MethodKind: MethodKind.DelegateInvoke } && OfMember(run).Tagged is { } tagged)
                return PromptScopes.Given(tagged, runner);
        }

        return null;
    }

    private FoundTag OfMember(IInvocationOperation call) =>
        _scopes.Around(call) is { } scoped ? new FoundTag(scoped, IsUnknown: false) : tags.OnActivity(call, values, catalog);

    private FoundTag OfCallers(IOperation call, int depth)
    {
        if (MethodAround(call) is not { } method || !_open.Add(method))
            return FoundTag.None;
        try
        {
            return OfCallers(method, depth);
        }
        finally
        {
            _open.Remove(method);
        }
    }

    private FoundTag OfCallers(IMethodSymbol method, int depth)
    {
        PromptFact? common = null;
        var (untagged, unknown) = (0, 0);
        if (Scope.IsTooCommon(method))
            return FoundTag.None;
        foreach (var site in Scope.References(ValueTracker.WithAbstractions(method), method.Name))
        {
            if (depth == 0 || ++_sites > MaxSites)
                return common is null ? FoundTag.None : FoundTag.Unknown;
            var tagging = site switch
            {
                IInvocationOperation call => Of(call, depth - 1),
                IMethodReferenceOperation => new FoundTag(OfRunning(site), IsUnknown: false),
                _ => FoundTag.Unknown,
            };
            if (tagging.Tagged is { } tagged)
            {
                tagged = site is IInvocationOperation caller ? PromptScopes.Given(tagged, caller) : tagged;
                common = common is null ? tagged : Common(common, tagged);
            }
            else if (tagging.IsUnknown)
                unknown++;
            else
                untagged++;
        }

        // One caller that is seen to tag nothing is enough; callers that are not seen may tag as the others do.
        if (untagged > 0 || (common is null && unknown == 0))
            return FoundTag.None;
        return unknown > 0 || Scope.IsOpen(method)
            ? FoundTag.Unknown with
            {
                IsOfCaller = true,
            }
            : new FoundTag(common, IsUnknown: false) { IsOfCaller = true };
    }

    private static PromptFact Common(PromptFact one, PromptFact other) =>
        one with
        {
            Name = one.Name == other.Name ? one.Name : null,
            Version = one.Version == other.Version ? one.Version : null,
            VersionValues = [.. one.VersionValues, .. other.VersionValues],
        };

    // The method or local function that the call is in, whatever lambdas are between.
    private static IMethodSymbol? MethodAround(IOperation call)
    {
        for (
            var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart);
            symbol is IMethodSymbol method;
            symbol = symbol.ContainingSymbol
        )
            if (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction)
                return method.OriginalDefinition;
        return null;
    }
}
