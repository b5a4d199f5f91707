using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// What callers pass.
internal sealed partial class ValueTracker
{
    private void VisitParameter(IParameterReferenceOperation reference, Walk walk, int element)
    {
        var parameter = reference.Parameter.OriginalDefinition;
        if (!walk.Enter(parameter, element))
            return;
        VisitWrites(parameter, reference, walk, element);
        if (element == Walk.Whole && VisitItem(Items.CollectionOf(parameter, _scope), walk))
            return;
        if (!VisitCallSites(parameter, walk, element))
            walk.Add(new(OriginKind.Parameter, reference) { Element = element });
    }

    // True when all call sites are visible and were followed. A method group among them hides call sites.
    private bool VisitCallSites(IParameterSymbol parameter, Walk walk, int element)
    {
        if (_followCallers && ExtensionBlocks.Is(parameter.ContainingSymbol))
            return VisitReceivers((INamedTypeSymbol)parameter.ContainingSymbol, walk, element);
        if (
            parameter.ContainingSymbol is not IMethodSymbol method
            || !_followCallers
            || _catalog.IsAskedOfCallers(parameter)
            || _scope.IsTooCommon(method)
        )
            return false;
        var sites = method.MethodKind switch
        {
            MethodKind.Constructor => _scope.Creations(method),
            MethodKind.AnonymousFunction => _scope.CallsOfLambda(method),
            _ => _scope.CallsOf(method),
        };
        if (sites is null)
            return false;
        // One reference that is not a call makes the callers unknown, so the others need not be followed.
        if (!walk.SeeksConstant)
        {
            sites = sites.ToList();
            if (sites.Any(site => ArgumentsOf(site).IsDefault))
                return false;
        }

        HashSet<SyntaxNode>? only = null;
        if (_only?.Of(method) is { } entered)
        {
            sites = sites.ToList();
            only = sites.All(site => IsCallOf(method, site)) ? entered : null;
        }

        var any = false;
        foreach (var site in sites)
        {
            if (only?.Contains(site.Syntax) == false)
                continue;
            if (site.ArgumentFor(parameter) is not { } argument)
                return false;
            any = true;
            Visit(argument.Value, walk, element);
            if (walk.IsDecided)
                return true;
        }

        if (!any)
            return false;
        if (method.MethodKind == MethodKind.AnonymousFunction || only is not null)
            return true;
        return !_scope.IsOpen(method)
            && !(
                method.MethodKind == MethodKind.Constructor ? _scope.IsMadeElsewhere(method.ContainingType) : _scope.IsReflectedOn(method)
            );
    }

    public static ImmutableArray<IArgumentOperation> ArgumentsOf(IOperation site) =>
        site switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => default,
        };

    // A call through an interface has another symbol, and a method group is no call.
    private static bool IsCallOf(IMethodSymbol method, IOperation site) =>
        site is IInvocationOperation { TargetMethod: var target } && SymbolEqualityComparer.Default.Equals(target.AsDeclared(), method);
}
