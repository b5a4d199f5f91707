using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Collects what is written to an object: in its initializer, and through every variable that holds it on its way to the call.
/// Where the object is handed to code that is not shown, anything may be set there, and the result says so.
/// </summary>
/// <param name="isHandedOn">Whether a method of the project hands the object on to a call, which is looked at there.</param>
internal sealed partial class ObjectTracker(ValueTracker values, SdkCatalog catalog, Func<IParameterSymbol, bool>? isHandedOn = null)
{
    public TrackedObject Track(IOperation value)
    {
        var tracked = new TrackedObject();
        var trace = values.Trace(value);
        foreach (var origin in trace.Origins)
            tracked.AddOrigin(origin);
        foreach (var creation in tracked.Creations)
            ReadInitializer(creation.Initializer, tracked);

        FollowHolders(trace.Holders, tracked);
        return tracked;
    }

    /// <summary>
    /// What is done to an object that somebody else makes, such as the parameter of a delegate; unknown as soon as it is passed to a
    /// method, or used in a way that this tracker does not know.
    /// </summary>
    public TrackedObject TrackUses(ISymbol variable)
    {
        var tracked = new TrackedObject { CountsEveryUse = true };
        FollowHolders([variable], tracked);
        return tracked;
    }

    private void FollowHolders(IReadOnlyCollection<ISymbol> first, TrackedObject tracked)
    {
        var holders = new HashSet<ISymbol>(first, SymbolEqualityComparer.Default);
        var open = new Queue<ISymbol>(holders);
        while (open.Count > 0)
        {
            var holder = open.Dequeue();
            if (values.Scope.IsTooCommon(holder))
                tracked.MarkUnknown();
            else
                foreach (var use in values.Scope.References(holder))
                    ReadUse(use, tracked, Follow);
        }

        void Follow(ISymbol alias)
        {
            if (holders.Add(alias))
                open.Enqueue(alias);
        }
    }

    private static void ReadInitializer(IObjectOrCollectionInitializerOperation? initializer, TrackedObject tracked)
    {
        if (initializer is null)
            return;
        foreach (var part in initializer.Initializers)
        {
            switch (part)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } assignment:
                    tracked.AddWrite(member.Member.Name, assignment.Value);
                    break;
                case IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation member } nested:
                    tracked.AddWrite(member.Member.Name, nested.Initializer);
                    break;
            }
        }
    }

    private void ReadUse(IOperation use, TrackedObject tracked, Action<ISymbol> follow)
    {
        var operation = use;
        while (operation.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
            operation = operation.Parent;

        switch (operation.Parent)
        {
            case IMemberReferenceOperation member when member.Instance?.Syntax == operation.Syntax:
                ReadMember(member, tracked);
                break;
            case not null when IsPutIntoOptions(operation):
                break;
            case IConditionalAccessOperation access when access.Operation.Syntax == operation.Syntax:
                ReadConditional(access, tracked);
                break;
            case IArgumentOperation { Parent: IInvocationOperation invocation } argument:
                ReadArgument(argument, invocation, tracked, follow);
                break;
            // Handed to a constructor, stored in a collection or captured by an object: what happens there is not seen.
            case IArgumentOperation or IArrayInitializerOperation or IAnonymousObjectCreationOperation:
            case not null when operation.Syntax.Parent is CollectionElementSyntax:
                tracked.MarkUnknown();
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value.Syntax == operation.Syntax:
                FollowTarget(assignment.Target, tracked, follow);
                break;
            case ICoalesceAssignmentOperation assignment when assignment.Value.Syntax == operation.Syntax:
                FollowTarget(assignment.Target, tracked, follow);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                follow(declarator.Symbol);
                break;
            // `options is { AdditionalProperties: { } tags }`
            case IIsPatternOperation { Pattern: IRecursivePatternOperation pattern }:
                foreach (var part in pattern.PropertySubpatterns)
                    if (part.Member is IMemberReferenceOperation member)
                        tracked.AddUse(member.Member.Name, member);
                if (pattern.DeclaredSymbol is { } matched)
                    follow(matched);
                break;
            case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } alias } }:
                follow(alias);
                break;
            case var other when tracked.CountsEveryUse && !IsHarmless(other, operation):
                tracked.MarkUnknown();
                break;
        }
    }

    private static bool IsHarmless(IOperation? use, IOperation operation) =>
        use is IExpressionStatementOperation or IBinaryOperation or IIsPatternOperation or IIsTypeOperation or INameOfOperation
        || use is IAssignmentOperation assignment && assignment.Target.Syntax == operation.Syntax;

    private static void FollowTarget(IOperation target, TrackedObject tracked, Action<ISymbol> follow)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                follow(local.Local);
                break;
            case IMemberReferenceOperation
            {
                Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            } member:
                follow(member.Member.OriginalDefinition);
                break;
            case IDiscardOperation:
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    private void ReadArgument(IArgumentOperation argument, IInvocationOperation invocation, TrackedObject tracked, Action<ISymbol> follow)
    {
        if (
            argument.Parameter is not { } parameter
            || catalog.FindCall(invocation.TargetMethod) is not null
            || catalog.FindPromptFunction(invocation.TargetMethod) is not null
            || isHandedOn?.Invoke(parameter.OriginalDefinition) == true
        )
            return;
        var method = invocation.TargetMethod.OriginalDefinition;
        if (!tracked.CountsEveryUse && values.Scope.Contains(method) && !method.IsVirtual && !method.IsAbstract && !method.IsOverride)
            follow(method.Parameters[parameter.Ordinal]);
        else
            tracked.MarkUnknown();
    }

    // `options.Member = x`, `options.Member["k"] = x`, `options.Member.Add("k", x)`
    private static void ReadMember(IMemberReferenceOperation member, TrackedObject tracked)
    {
        if (tracked.CountsEveryUse)
            tracked.AddMention(member.Member.Name);
        ReadMember(member, member.Member.Name, tracked);
    }

    private static void ReadMember(IOperation member, string name, TrackedObject tracked)
    {
        switch (member.Parent)
        {
            case IAssignmentOperation assignment when assignment.Target.Syntax == member.Syntax:
                tracked.AddWrite(name, assignment.Value);
                // `(options.AdditionalProperties ??= [])["k"] = x`
                if (assignment is ICoalesceAssignmentOperation)
                    ReadMember(assignment, name, tracked);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Parent: IAssignmentOperation assignment } element
                when element.Instance?.Syntax == member.Syntax && assignment.Target.Syntax == element.Syntax:
                tracked.AddWrite(name, assignment);
                break;
            case IInvocationOperation invocation when invocation.Instance?.Syntax == member.Syntax:
                tracked.AddWrite(name, invocation);
                break;
            // `request.Options.NumPredict = x`
            case IMemberReferenceOperation { Parent: IAssignmentOperation assignment } nested
                when nested.Instance?.Syntax == member.Syntax && assignment.Target.Syntax == nested.Syntax:
                tracked.AddWrite(name, assignment);
                break;
            case IConditionalAccessOperation access when access.Operation.Syntax == member.Syntax:
                tracked.AddWrite(name, access.WhenNotNull);
                break;
            // `options.AdditionalProperties.TryAdd(k, v)` as an extension, or the collection handed to a method.
            case IArgumentOperation { Parent: IInvocationOperation invocation }:
                tracked.AddWrite(name, invocation);
                tracked.AddUse(name, member);
                break;
            default:
                tracked.AddUse(name, member);
                break;
        }
    }

    private static void ReadConditional(IConditionalAccessOperation access, TrackedObject tracked)
    {
        foreach (var inner in access.WhenNotNull.DescendantsAndSelf())
            if (inner is IMemberReferenceOperation { Instance: IConditionalAccessInstanceOperation } member)
                ReadMember(member, tracked);
    }
}
