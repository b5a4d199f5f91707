using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

// Two options objects may share one dictionary: what is written through one of them is also written to the other.
internal sealed partial class WrittenTags
{
    // The dictionaries that are assigned to the options of the call.
    private readonly HashSet<SyntaxNode> _own = [];

    // The variables and members that hold the other options.
    private readonly HashSet<ISymbol> _others = new(SymbolEqualityComparer.Default);

    // The values that are written through the other options.
    private readonly HashSet<IOperation> _ofOthers = [];

    /// <summary>True for an entry that is written through other options: perhaps after the call, or to another dictionary.</summary>
    public bool IsOfOther(IOperation value) => _ofOthers.Contains(value);

    // `other.AdditionalProperties = tags`
    private void AddOtherOptions(IMemberReferenceOperation member, IAssignmentOperation assignment)
    {
        if (_own.Contains(assignment.Value.WithoutConversion().Syntax))
            return;
        if (member.Instance is not IInstanceReferenceOperation)
            FollowOptions(member.Instance, member.Member.Name);
        else if (assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation })
            FollowMade(creation.WithConversions(), member.Member.Name);
        else
            IsUnknown = true;
    }

    private void FollowMade(IOperation options, string member)
    {
        switch (options.Parent)
        {
            // Only the call gets these options.
            case IArgumentOperation { Parent: IInvocationOperation call } when catalog.FindCall(call.TargetMethod) is not null:
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } }:
                FollowOptions(variable, member);
                break;
            case IFieldInitializerOperation { InitializedFields: [var field] }:
                FollowOptions(field, member);
                break;
            case IPropertyInitializerOperation { InitializedProperties: [var property] }:
                FollowOptions(property, member);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == options:
                FollowOptions(assignment.Target, member);
                break;
            case IReturnOperation returned when OwnerOf(returned) is { } owner:
                FollowOptions(owner, member);
                break;
            default:
                IsUnknown = true;
                break;
        }
    }

    private static ISymbol? OwnerOf(IReturnOperation returned) =>
        returned.Kind == OperationKind.Return
        && returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) is IMethodSymbol method
            ? method.AssociatedSymbol ?? method
            : null;

    private void FollowOptions(IOperation? options, string member)
    {
        switch (options)
        {
            case ILocalReferenceOperation { Local: var local }:
                FollowOptions(local, member);
                break;
            case IMemberReferenceOperation { Member.OriginalDefinition: var held } when values.Scope.Contains(held):
                FollowOptions(held, member);
                break;
            default:
                IsUnknown = true;
                break;
        }
    }

    private void FollowOptions(ISymbol variable, string member)
    {
        if (!_others.Add(variable))
            return;
        var used = new ObjectTracker(values, catalog).TrackUses(variable);
        IsUnknown |= used.IsUnknown;
        var before = Entries.Count;
        foreach (var written in used.WritesTo(member).Where(static one => !IsWhole(one)))
            AddWrite(written);
        foreach (var use in used.EscapesOf(member))
            AddUse(use);
        _ofOthers.UnionWith(Entries.Skip(before).Select(static entry => entry.Value));
    }
}
