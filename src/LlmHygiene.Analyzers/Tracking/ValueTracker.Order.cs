using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// The order of execution, where it is plain: `var model = "a"; model = "b";` in the block of the use. An object may have been changed under
// the name before, so this is only for values that cannot be changed.
internal sealed partial class ValueTracker
{
    // The values that a local can have at a use, without those that an assignment replaces in every case; null where none is.
    private IReadOnlyList<IOperation>? ValuesAt(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (
            _catalog.Level <= HygieneLevel.V0_1
            || local
                is not {
                    RefKind: RefKind.None,
                    Type: { SpecialType: SpecialType.System_String } or { IsValueType: true, IsTupleType: false }
                }
            || local.DeclaringSyntaxReferences is not [var declared]
            || declared.GetSyntax() is not VariableDeclaratorSyntax declarator
            || Functions.Around(reference.Syntax) is not { } function
            || Functions.Around(declarator) != function
        )
            return null;
        var writes = _scope.Writes(local).ToList();
        if (
            writes.Count == 0
            || writes.Exists(write =>
                write.Parent is not ISimpleAssignmentOperation { IsRef: false } assignment
                || assignment.Target.Syntax != write.Syntax
                || Functions.Around(write.Syntax) != function
            )
        )
            return null;
        var assignments = writes.ConvertAll(static write => (ISimpleAssignmentOperation)write.Parent!);
        var last = assignments
            .Where(assignment => Functions.RunsBefore(assignment.Syntax, reference.Syntax))
            .OrderBy(static assignment => assignment.Syntax.SpanStart)
            .LastOrDefault();
        if (last is null || Functions.HasJumps(function))
            return null;
        return
        [
            last.Value,
            .. assignments
                .Where(assignment => assignment.Syntax.SpanStart > last.Syntax.SpanStart)
                .Select(static assignment => assignment.Value),
        ];
    }
}
