using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Loops;

/// <summary>
/// Members of the items that a loop writes, and reads of the same members on what may be another item:
/// <c>item.Summary = Ask(item.Previous?.Summary)</c>.
/// </summary>
internal sealed class LoopItems(ILocalSymbol item, Func<ISymbol, bool> isInner)
{
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _readOfOthers = new(SymbolEqualityComparer.Default);

    public bool CarryState => _written.Overlaps(_readOfOthers);

    /// <param name="callee">The method that the operation is in; null for the loop itself.</param>
    public void Add(IOperation operation, LoopCallee? callee)
    {
        if (operation is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: { } instance } reference)
            return;
        var member = reference.Member.OriginalDefinition;
        if (IsTarget(reference))
        {
            if (callee is not null || !IsOwnOfLoop(instance))
                _written.Add(member);
        }
        else if (!IsItem(instance.WithoutConversion(), callee))
        {
            _readOfOthers.Add(member);
        }
    }

    // Members of the class around the loop are looked at by themselves.
    private static bool IsOwnOfLoop(IOperation instance) =>
        instance is IInstanceReferenceOperation { ReferenceKind: not InstanceReferenceKind.PatternInput };

    private static bool IsTarget(IOperation reference)
    {
        reference = reference.WithConversions();
        return reference.Parent is IAssignmentOperation assignment && assignment.Target == reference
            || reference.Parent is IIncrementOrDecrementOperation
            || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };
    }

    // True for the item itself, and for what was made for it.
    private bool IsItem(IOperation instance, LoopCallee? callee)
    {
        switch (instance)
        {
            case ILocalReferenceOperation { Local: var local }:
                return SymbolEqualityComparer.Default.Equals(local, item)
                    || (callee is null && isInner(local) && IsMadeAnew(local, instance));
            case IInstanceReferenceOperation when callee is null:
                return true;
            case IInstanceReferenceOperation:
                return callee.IsDirect
                    && callee.Call is IInvocationOperation { Instance: { } receiver }
                    && (receiver is IInstanceReferenceOperation || IsItem(receiver.WithoutConversion(), callee: null));
            case IParameterReferenceOperation { Parameter: var parameter }
                when callee is { IsDirect: true, Call: IInvocationOperation call }:
                foreach (var argument in call.Arguments)
                    if (argument.Parameter?.Ordinal == parameter.Ordinal && argument.Parameter.Name == parameter.Name)
                        return IsItem(argument.Value.WithoutConversion(), callee: null);
                return false;
            case IObjectCreationOperation or IAwaitOperation:
                return true;
            default:
                return false;
        }
    }

    // `var answer = await …`, `var chapter = new Chapter()`
    private static bool IsMadeAnew(ILocalSymbol local, IOperation reference) =>
        local.DeclaringSyntaxReferences is [var declaration]
        && reference.SemanticModel?.FindOperation(declaration.GetSyntax()) is IVariableDeclaratorOperation declarator
        && declarator.GetVariableInitializer()?.Value.WithoutConversion() is IObjectCreationOperation or IAwaitOperation;
}
