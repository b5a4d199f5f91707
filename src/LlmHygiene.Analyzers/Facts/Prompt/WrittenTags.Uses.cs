using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

internal sealed partial class WrittenTags
{
    private void Follow(ISymbol holder)
    {
        if (!_holders.Add(holder))
            return;
        if (values.Scope.IsTooCommon(holder))
            IsUnknown = true;
        else
            foreach (var use in values.Scope.References(holder))
                AddUse(use);
    }

    /// <summary>Adds what a use of a dictionary writes to it: at the name of a variable or of a member that holds it.</summary>
    public void AddUse(IOperation reference)
    {
        if (IsSpent() || !_seen.Add(new(reference.Syntax, _site)))
            return;
        var operation = reference.WithConversions();
        switch (operation.Parent)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == operation:
                if (element is { Arguments: [{ Value: var key }], Parent: IAssignmentOperation entry } && entry.Target == element)
                    AddEntry(key, entry.Value);
                break;
            case IInvocationOperation call when call.Instance == operation:
                AddCallOn(call);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                AddHandedTo(call, argument);
                break;
            // A collection of a library copies it; any other object may keep it and hand it out again.
            case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } made } }:
                IsUnknown |= values.Scope.Contains(made) || !IsCollection(made);
                break;
            case IConditionalAccessOperation access when access.Operation == operation:
                foreach (var inner in access.WhenNotNull.DescendantsAndSelf())
                    if (inner is IConditionalAccessInstanceOperation)
                        AddUse(inner);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == operation:
                AddAlias(assignment);
                break;
            case ICoalesceAssignmentOperation assignment:
                if (assignment.Target == operation)
                    AddUse(assignment);
                else
                    AddAlias(assignment);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } }:
                Follow(variable);
                break;
            case IIsPatternOperation { Pattern: var pattern }:
                AddPattern(pattern);
                break;
            case IPropertySubpatternOperation { Pattern: var pattern }:
                AddPattern(pattern);
                break;
            case IConditionalAccessOperation:
                AddUse(operation.Parent);
                break;
            // What is written to the result may be written to another dictionary.
            case ICoalesceOperation or IConditionalOperation or ISwitchExpressionArmOperation:
                var before = Entries.Count;
                AddUse(operation.Parent);
                _mayBeMissing |= Entries.Count > before;
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                    AddPattern(arm.Pattern);
                AddUse(choice);
                break;
            case IReturnOperation returned:
                if (!IsMadeHere(operation))
                    FollowOwner(returned);
                break;
            case IMemberReferenceOperation { Member: var member }:
                IsUnknown |= values.Scope.Contains(member.OriginalDefinition);
                break;
            case IAssignmentOperation assignment when assignment.Target == operation:
            case null
            or IBinaryOperation { OperatorMethod: null }
            or IIsTypeOperation
            or INameOfOperation
            or IForEachLoopOperation
            or IExpressionStatementOperation:
                break;
            default:
                IsUnknown |= !Collections.IsCollectionExpression(operation.Parent) && operation.Parent.Kind != OperationKind.None;
                break;
        }
    }

    // Each call gets a dictionary of its own.
    private bool IsMadeHere(IOperation dictionary) =>
        dictionary.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && values
            .Trace(dictionary)
            .Origins.All(origin =>
                (origin.Kind == OriginKind.Creation || Collections.IsCollectionExpression(origin.Operation))
                && origin.Operation.Syntax.SyntaxTree == member.SyntaxTree
                && member.Span.Contains(origin.Operation.Syntax.Span)
            );

    // `IDictionary<string, object?> Tags => _options.AdditionalProperties`: whoever gets it may write to it.
    private void FollowOwner(IReturnOperation returned)
    {
        var owner = returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) as IMethodSymbol;
        var member = owner?.AssociatedSymbol ?? owner;
        if (
            member is null
            || returned.Kind != OperationKind.Return
            || owner is not { MethodKind: MethodKind.PropertyGet or MethodKind.Ordinary or MethodKind.LocalFunction }
            || values.Scope.IsOpen(member)
            || values.Scope.WithAbstractions(member).Count > 1
        )
            IsUnknown = true;
        else
        {
            // Called several times, it may return the dictionary of other options too.
            _mayBeMissing |= !HasOneCall(owner.OriginalDefinition);
            Follow(member.OriginalDefinition);
        }
    }

    // `TagsOf(options)["prompt_version"] = "1.0.0"`
    private bool HasOneCall(IMethodSymbol method) =>
        catalog.Level > HygieneLevel.V0_1
        && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
        && values.Scope.ReturnedValues(method).Take(2).Count() == 1
        && values.Scope.CallsOf(method).Take(2).Count() == 1;

    private void AddAlias(IAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case ILocalReferenceOperation { Local: var local }:
                Follow(local);
                break;
            case IMemberReferenceOperation { Member: var member } target when catalog.FindOptions(member.ContainingType) is not null:
                AddOtherOptions(target, assignment);
                break;
            case IDiscardOperation:
                break;
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member }
                when values.Scope.Contains(member.OriginalDefinition):
                Follow(member.OriginalDefinition);
                break;
            default:
                IsUnknown = true;
                break;
        }
    }

    private void AddPattern(IOperation pattern)
    {
        foreach (var part in pattern.DescendantsAndSelf())
        {
            if (part is IDeclarationPatternOperation { DeclaredSymbol: { } } or IRecursivePatternOperation { DeclaredSymbol: { } })
                Follow(((part as IDeclarationPatternOperation)?.DeclaredSymbol ?? (part as IRecursivePatternOperation)?.DeclaredSymbol)!);
        }
    }

    /// <summary>Adds what a method of a library adds to its receiver.</summary>
    public void AddCall(IInvocationOperation call) => AddEntryOf(call);

    // `tags.Add("key", value)`, `tags.AddRange(others)`
    private void AddCallOn(IInvocationOperation call)
    {
        if (values.Scope.Contains(call.TargetMethod.OriginalDefinition))
        {
            IsUnknown = true;
            return;
        }

        AddEntryOf(call);
        foreach (var argument in call.Arguments)
            if (IsCollection(argument.Value.Type))
                AddDictionary(argument.Value);
            else if (argument.Value.Type?.Name == "KeyValuePair")
                AddPair(argument.Value);
    }

    private void AddPair(IOperation pair)
    {
        foreach (var origin in values.Trace(pair).Origins)
            if (origin.Operation is IObjectCreationOperation or IInvocationOperation)
                AddEntriesIn(origin.Operation);
            else
                IsUnknown = true;
    }

    // `tags.TryAdd("key", value)` as an extension, or a helper of the project that the dictionary is handed to.
    private void AddHandedTo(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (argument.Parameter is not { } parameter || catalog.FindCall(call.TargetMethod) is not null)
            return;
        if (values.Scope.Contains(method))
        {
            if (method is { IsVirtual: false, IsAbstract: false, IsOverride: false, MethodKind: not MethodKind.DelegateInvoke })
                Enter(call, () => Follow(method.Parameters[parameter.Ordinal]));
            else
                IsUnknown = true;
        }
        else if (Adds(method))
        {
            AddEntryOf(call);
        }
        else
        {
            IsUnknown |= !IsReadOnly(parameter.Type);
        }
    }

    /// <summary>Looks into a method of the project as the call enters it.</summary>
    public void Enter(IInvocationOperation call, Action look)
    {
        var (outer, outerHolders, outermost) = (_site, _holders, _outermost);
        _outermost ??= call.Syntax;
        (_site, _holders) = (call.Syntax, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { } parameter)
                _given[call.TargetMethod.AsDeclared().Parameters[parameter.Ordinal]] = ValueOf(argument.Value);
        look();
        (_site, _holders, _outermost) = (outer, outerHolders, outermost);
    }

    private static bool IsReadOnly(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || type.Name.StartsWith("IReadOnly", StringComparison.Ordinal)
        || type.Name is "IEnumerable" or "ReadOnlySpan";
}
