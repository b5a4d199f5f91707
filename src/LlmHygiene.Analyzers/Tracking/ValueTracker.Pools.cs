using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// `pool.Get()` yields what the policy of the pool makes.
internal sealed partial class ValueTracker
{
    // False for any other call, and for a pool whose policy is not seen.
    private bool VisitPooled(IInvocationOperation call, Walk walk, int element)
    {
        if (!ObjectPools.IsGet(call.TargetMethod) || !_followReturns || !_followMembers || _catalog.Level <= HygieneLevel.V0_1)
            return false;
        var makers = new List<IMethodSymbol>();
        foreach (var pool in Trace(call.Instance!).Origins)
        {
            if (pool.Kind == OriginKind.Null)
                continue;
            if (ObjectPools.PolicyOf(pool.Operation) is not { } policy)
                return false;
            foreach (var made in Trace(policy).Origins)
            {
                if (ObjectPools.CreateOf(made.Operation, _scope) is not { } create)
                    return false;
                makers.Add(create);
            }
        }

        foreach (var create in makers)
        {
            walk.AddContainer(create, Container.Pooled);
            if (!VisitReturned(create, walk, element))
                walk.Add(new(OriginKind.Invocation, call));
        }

        return makers.Count > 0;
    }
}
