using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Collects what is written to an object: in its initializer, and through every name that it has on its way to the call. Where the object
/// is passed to code that is not visible, or is used in a way that this tracker does not recognize, any member may be set, and the result
/// says so.
/// </summary>
/// <param name="isHandedOn">True for a parameter of the project that is passed on to a call, which is judged there.</param>
internal sealed partial class ObjectTracker(ValueTracker values, SdkCatalog catalog, Func<IParameterSymbol, bool>? isHandedOn = null)
{
    public SourceScope Scope => values.Scope;

    public ValueTracker Values => values;

    public TrackedObject Track(IOperation value)
    {
        var trace = values.Trace(value);
        var tracked = new TrackedObject { Way = trace.Holders };
        if (trace.Origins.Count == 0)
            tracked.MarkUnknown();
        foreach (var origin in trace.Origins)
            tracked.AddOrigin(origin, IsFilledOutside(origin));
        foreach (var creation in tracked.Creations)
            ReadInitializer(creation.Initializer, tracked);

        var names = new ObjectNames(values.Scope, tracked);
        foreach (var holder in trace.Holders)
            names.Add(holder);
        foreach (var container in trace.Containers)
            ReadContainer(container, tracked, names);
        ReadNames(tracked, names, trace);
        return tracked;
    }

    // Every call of the method in this compilation is followed.
    private bool IsFilledOutside(Origin origin) =>
        origin
            is {
                Kind: OriginKind.Parameter,
                Operation: IParameterReferenceOperation
                {
                    Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method
                }
            }
        && !values.Scope.IsTooCommon(method)
        && values
            .Scope.References(values.Scope.WithAbstractions(method.OriginalDefinition), method.Name)
            .All(static use => !ValueTracker.ArgumentsOf(use).IsDefault);

    /// <summary>Collects what is done to an object that other code creates, such as the parameter of a delegate.</summary>
    public TrackedObject TrackUses(ISymbol variable)
    {
        var tracked = new TrackedObject { NotesMentions = true };
        var names = new ObjectNames(values.Scope, tracked);
        names.Add(variable);
        ReadNames(tracked, names, way: null);
        return tracked;
    }

    private void ReadNames(TrackedObject tracked, ObjectNames names, TrackedValue? way)
    {
        while (names.Next() is { } name)
        {
            if (values.Scope.IsTooCommon(name[0]))
            {
                tracked.MarkUnknown();
                continue;
            }

            if (name[0] is IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out } reference)
                ReadReferences(reference, tracked, names);
            var uses = values.Scope.References(name, name[0].Name).ToList();
            var isCertain = tracked.IsCertain;
            foreach (var use in uses)
            {
                tracked.IsCertain = isCertain && SameObject.Is(use, name[0], uses, way);
                ReadUse(use, tracked, names);
            }
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
                case ISimpleAssignmentOperation:
                    tracked.MarkUnknown();
                    break;
            }
        }
    }

    // A tuple or a lazy value that contains the object: reading it yields the object.
    private void ReadContainer(Container container, TrackedObject tracked, ObjectNames names, bool isCertain = true)
    {
        if (container is { Element: Container.Pooled, Symbol: IMethodSymbol create })
        {
            ReadPool(create, tracked, names);
            return;
        }

        if (values.Scope.IsTooCommon(container.Symbol) || values.Scope.IsOpen(container.Symbol))
        {
            tracked.MarkUnknown();
            return;
        }

        if (container.Element == Container.Item)
        {
            ReadItems(container.Symbol, tracked, names);
            return;
        }

        foreach (var use in values.Scope.References(container.Symbol))
        {
            tracked.IsCertain = isCertain && container.Symbol is (ILocalSymbol or IParameterSymbol);
            switch (use.Parent)
            {
                case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field } element when element.Instance == use:
                    if (ValueTracker.ElementOf(field, use.Type) is var index && index < 0)
                        tracked.MarkUnknown();
                    else if (index == container.Element)
                        ReadUse(element, tracked, names);
                    break;
                case IPropertyReferenceOperation property
                    when container.Element == Container.LazyValue && ValueTracker.IsLazyValue(property.Property):
                    ReadUse(property, tracked, names);
                    break;
                case IPropertyReferenceOperation { Property.Type.IsValueType: true } or INameOfOperation:
                case IAssignmentOperation assignment when assignment.Target == use:
                    break;
                default:
                    tracked.MarkUnknown();
                    break;
            }
        }
    }

    private void ReadUse(IOperation use, TrackedObject tracked, ObjectNames names)
    {
        var value = Outward(use);
        tracked.IsCertain &= !SameObject.IsChoice(use, value);
        switch (value.Parent)
        {
            case IMemberReferenceOperation member when member.Instance == value:
                ReadMember(member, tracked, names);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var receiver in Receivers(access))
                    ReadUse(receiver, tracked, names);
                break;
            case IInvocationOperation call when call.Instance == value:
                ReadReceiver(call, tracked, names);
                break;
            case not null when IsPutIntoOptions(value):
                break;
            case not null when CollectionAround(value) is { } collection:
                ReadCollection(collection, tracked, names);
                break;
            case IArgumentOperation argument:
                ReadArgument(argument, tracked, names);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                ReadTarget(assignment.Target, tracked, names, assignment.IsRef);
                ReadUse(assignment, tracked, names);
                break;
            case ICoalesceAssignmentOperation assignment:
                if (assignment.Value == value)
                    ReadTarget(assignment.Target, tracked, names);
                ReadUse(assignment, tracked, names);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                names.Add(declarator.Symbol);
                break;
            case IFieldInitializerOperation { InitializedFields: var fields }:
                foreach (var field in fields)
                    names.Add(field);
                break;
            case IPropertyInitializerOperation { InitializedProperties: var properties }:
                foreach (var property in properties)
                    names.Add(property);
                break;
            case IReturnOperation returned:
                ReadReturned(returned, tracked, names);
                break;
            // `new Holder(options) { Options = { ModelId = "…" } }`
            case IMemberInitializerOperation nested when nested.InitializedMember == value:
                ReadInitializer(nested.Initializer, tracked);
                break;
            case IIsPatternOperation test when test.Value == value:
                ReadPattern(test.Pattern, tracked, names);
                break;
            case ISwitchExpressionOperation choice when choice.Value == value:
                foreach (var arm in choice.Arms)
                    ReadPattern(arm.Pattern, tracked, names);
                break;
            case ISwitchOperation choice when choice.Value == value:
                foreach (var clause in choice.Cases.SelectMany(section => section.Clauses))
                    if (clause is IPatternCaseClauseOperation { Pattern: var pattern })
                        ReadPattern(pattern, tracked, names);
                break;
            case ITupleOperation tuple:
                ReadTuple(tuple, value, tracked, names);
                break;
            case var other when !IsHarmless(other, value):
                tracked.MarkUnknown();
                break;
        }
    }

    // Up to where the same object is used: operations around it may leave the object unchanged.
    private static IOperation Outward(IOperation use)
    {
        var value = use;
        while (
            value.Parent switch
            {
                IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation => true,
                IConditionalOperation { Type: not null } choice => choice.Condition != value,
                ISwitchExpressionArmOperation arm => arm.Value == value,
                ISwitchExpressionOperation choice => choice.Value != value,
                IConditionalAccessOperation access => access.WhenNotNull == value,
                _ => false,
            }
        )
            value = value.Parent!;
        return value;
    }

    // The operation that stands for the object in `x?.A` and `x?.B()`.
    private static IEnumerable<IOperation> Receivers(IConditionalAccessOperation access) =>
        access
            .WhenNotNull.DescendantsAndSelf()
            .OfType<IConditionalAccessInstanceOperation>()
            .Where(receiver => receiver.Syntax == access.Operation.Syntax);

    // The object is only examined, or the variable is assigned another one.
    private static bool IsHarmless(IOperation? use, IOperation value) =>
        use
            is IExpressionStatementOperation
                or IBinaryOperation { OperatorMethod: null }
                or IIsTypeOperation
                or INameOfOperation
                or IInterpolationOperation
                or ILockOperation
                or IUsingOperation
                or ICaseClauseOperation
        || use is ISimpleAssignmentOperation assignment && assignment.Target == value
        // `new Holder { Options = options }`: nobody reads the value of the assignment.
        || (value is ISimpleAssignmentOperation && use is IObjectOrCollectionInitializerOperation);

    /// <param name="isRef">True for `alias = ref x`, which makes the alias another name of x, and of nothing else.</param>
    private static void ReadTarget(IOperation target, TrackedObject tracked, ObjectNames names, bool isRef = false)
    {
        switch (target)
        {
            // `alias = x`: whatever the alias stands for becomes a name of the object.
            case ILocalReferenceOperation { Local.RefKind: not RefKind.None } when !isRef:
            case IFieldReferenceOperation { Field.RefKind: not RefKind.None }:
            case IPropertyReferenceOperation { Property.RefKind: not RefKind.None }:
                tracked.MarkUnknown();
                break;
            case ILocalReferenceOperation local:
                names.Add(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                names.Add(parameter.Parameter);
                break;
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: false } field:
                names.Add(field.Field);
                break;
            case IPropertyReferenceOperation
            {
                Property: { IsIndexer: false, IsAbstract: false, IsVirtual: false, IsOverride: false } property
            }:
                names.Add(property);
                break;
            case IDiscardOperation:
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    // `(a, b) = (x, y)`
    private void ReadTuple(ITupleOperation tuple, IOperation value, TrackedObject tracked, ObjectNames names)
    {
        IOperation outer = tuple;
        while (outer.Parent is IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;
        if (
            outer.Parent is IReturnOperation returned
            && MethodOf(returned) is { } method
            && values.Scope.WithAbstractions(method).Count == 1
            && IndexOf(tuple, value) is var at and >= 0
        )
            ReadContainer(new Container(method, at), tracked, names);
        else if (outer.Parent is not IDeconstructionAssignmentOperation deconstruction)
            tracked.MarkUnknown();
        else if (deconstruction.Value == outer)
        {
            var target = deconstruction.Target is IDeclarationExpressionOperation { Expression: var declared }
                ? declared
                : deconstruction.Target;
            if (
                target is ITupleOperation targets
                && targets.Elements.Length == tuple.Elements.Length
                && IndexOf(tuple, value) is var index and >= 0
                && deconstruction.Parent is IExpressionStatementOperation
            )
                ReadTarget(targets.Elements[index], tracked, names);
            else
                tracked.MarkUnknown();
        }
    }

    private static int IndexOf(ITupleOperation tuple, IOperation value)
    {
        for (var i = 0; i < tuple.Elements.Length; i++)
            if (tuple.Elements[i] == value)
                return i;
        return -1;
    }

    // `x is { } y`: another name of the object. Patterns inside it declare no name that could be used to write to it.
    private static void ReadPattern(IPatternOperation pattern, TrackedObject tracked, ObjectNames names)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: var declared }:
                if (declared is not null)
                    names.Add(declared);
                break;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is { } name)
                    names.Add(name);
                if (!recursive.DeconstructionSubpatterns.IsEmpty)
                    tracked.MarkUnknown();
                foreach (var part in recursive.PropertySubpatterns.Where(part => NamesObject(part.Pattern)))
                    if (part.Member is IMemberReferenceOperation { Member.Name: var member } named)
                        tracked.AddEscape(member, named);
                    else
                        tracked.MarkUnknown();
                break;
            case IBinaryPatternOperation both:
                ReadPattern(both.LeftPattern, tracked, names);
                ReadPattern(both.RightPattern, tracked, names);
                break;
            case INegatedPatternOperation negated:
                ReadPattern(negated.Pattern, tracked, names);
                break;
            case IConstantPatternOperation or IDiscardPatternOperation or ITypePatternOperation or IRelationalPatternOperation:
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    private static bool NamesObject(IPatternOperation pattern) =>
        pattern
            .DescendantsAndSelf()
            .Any(static part =>
                part switch
                {
                    IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => !IsImmutable(local.Type),
                    IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => !IsImmutable(local.Type),
                    IPatternOperation and not (IDeclarationPatternOperation or IRecursivePatternOperation) => part
                        is not (
                            IConstantPatternOperation
                            or IDiscardPatternOperation
                            or ITypePatternOperation
                            or IRelationalPatternOperation
                            or IBinaryPatternOperation
                            or INegatedPatternOperation
                        ),
                    _ => false,
                }
            );

    // A value that cannot be changed once it is read.
    private static bool IsImmutable(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String } or { IsValueType: true } or { TypeKind: TypeKind.Delegate };
}
