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
        // Finding the callers is expensive: it is done only where some code in the compilation could tag them.
        if (!_scopes.AreUsed && !ActivityTags.AreUsed(Scope))
            return FoundTag.None;
        if (_scopes.Around(call) is { } scoped)
            return new FoundTag(scoped, IsUnknown: false);
        var run = OfLambdas(call, depth);
        if (run is { Tagged: not null })
            return run;
        var own = tags.OnActivity(call, values, catalog);
        if (own.Tagged is not null || own.IsUnknown)
            return own;
        return CallsTaggingMethod(call) ? FoundTag.Unknown : run ?? OfCallers(call, depth);
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

    // The code that runs the lambdas around a call may begin a scope. Null where the method around the lambdas decides.
    private FoundTag? OfLambdas(IOperation call, int depth)
    {
        for (var parent = call.Parent; parent is not (null or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is not IAnonymousFunctionOperation)
                continue;
            var made = parent.WithDelegate();
            if (made.Parent is not IArgumentOperation)
                return depth <= 0 ? FoundTag.Unknown : OfDelegate(made, depth);
            // `RunAsync(() => client.GetResponseAsync(…))`, or a method that runs it here.
            if ((OfRunning(made) ?? _scopes.Around(made)) is { } tagged)
                return new FoundTag(tagged, IsUnknown: false);
        }

        return null;
    }

    private FoundTag OfDelegate(IOperation made, int depth) =>
        made.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => OfHanded(made, call, depth - 1),
            IInvocationOperation call when call.Instance == made => Of(call, depth - 1),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => OfHolder(local, depth),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => OfHolder(local, depth),
            IFieldInitializerOperation { InitializedFields: [{ DeclaredAccessibility: Accessibility.Private } field] } => OfHolder(
                field,
                depth
            ),
            // A framework runs the delegate, and does not begin a scope.
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } }
                when !Scope.Contains(member.OriginalDefinition) => FoundTag.None,
            IEventAssignmentOperation => FoundTag.None,
            // Any code that has the delegate may run it in any scope.
            _ => FoundTag.Unknown,
        };

    // `Func<Task> ask = () => client.GetResponseAsync(…); await ask();`
    private FoundTag OfHolder(ISymbol holder, int depth)
    {
        if (Scope.IsTooCommon(holder) || !_open.Add(holder))
            return FoundTag.Unknown;
        try
        {
            return Together(
                Scope
                    .References(holder)
                    .Where(static use => use.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != use)
                    .Select(use =>
                        SourceScope.CallBy(use) is { } call
                            ? new RunPlace(Of(call, depth - 1), call)
                            : new RunPlace(OfDelegate(use.WithDelegate(), depth))
                    )
            );
        }
        finally
        {
            _open.Remove(holder);
        }
    }

    // `await Task.Run(ask);`: a scope around this call is also around the lambda, unless the lambda is run later.
    private FoundTag OfHanded(IOperation function, IInvocationOperation call, int depth) =>
        OfRunning(function) is { } tagged ? new FoundTag(tagged, IsUnknown: false)
        : Of(call, depth) is { Tagged: null, IsUnknown: false } ? FoundTag.None
        : FoundTag.Unknown;

    // The tag around the place where a method of the project calls the delegate that it is handed.
    private PromptFact? OfRunning(IOperation function)
    {
        if (
            function.WithDelegate().Parent is not IArgumentOperation { Parent: IInvocationOperation runner, Parameter.Ordinal: var ordinal }
        )
            return null;
        var method = runner.TargetMethod.AsDeclared();
        if (!Scope.Contains(method))
            return null;
        foreach (var body in method.IsAbstract ? Scope.Implementations(method) : [method])
        foreach (var use in Scope.References(body.Parameters[ordinal]))
        {
            if (SourceScope.CallBy(use) is { } run && OfMember(run).Tagged is { } tagged)
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
        if (Scope.IsTooCommon(method))
            return FoundTag.None;
        var sites = Scope.References(ValueTracker.WithAbstractions(method), method.Name);
        var found = Together(
            sites.Select(site =>
                depth <= 0 ? new RunPlace(Tag: null)
                : site is IInvocationOperation call ? new RunPlace(Of(call, depth - 1), call)
                : new RunPlace(site is IMethodReferenceOperation ? OfDelegate(site.WithDelegate(), depth) : FoundTag.Unknown)
            )
        );
        return found.Tagged is null && !found.IsUnknown ? FoundTag.None
            : Scope.IsOpen(method) ? FoundTag.Unknown with { IsOfCaller = true }
            : found with { IsOfCaller = true };
    }

    // Combines the tags of all places that run a function.
    private FoundTag Together(IEnumerable<RunPlace> places)
    {
        PromptFact? common = null;
        var (untagged, unknown) = (0, 0);
        foreach (var place in places)
        {
            if (place.Tag is not { } found || ++_sites > MaxSites)
                return common is null ? FoundTag.None : FoundTag.Unknown;
            if (found.Tagged is { } tagged)
            {
                tagged = place.Call is { } call ? PromptScopes.Given(tagged, call) : tagged;
                common = common is null ? tagged : Common(common, tagged);
            }
            else if (found.IsUnknown)
                unknown++;
            else
                untagged++;
        }

        // One caller that is seen to tag nothing is enough; callers that are not seen may tag as the others do.
        return untagged > 0 || (common is null && unknown == 0) ? FoundTag.None
            : unknown > 0 ? FoundTag.Unknown
            : new FoundTag(common, IsUnknown: false);
    }

    private static PromptFact Common(PromptFact one, PromptFact other) =>
        one with
        {
            Name = one.Name == other.Name ? one.Name : null,
            Version = one.Version == other.Version ? one.Version : null,
            VersionValues = [.. one.VersionValues, .. other.VersionValues],
        };

    /// <param name="Tag">The tag around the place; null where the search ended before this place.</param>
    /// <param name="Call">The call that runs the function; null where the function is only passed on.</param>
    private readonly record struct RunPlace(FoundTag? Tag, IInvocationOperation? Call = null);

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
