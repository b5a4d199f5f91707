using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>Roles whose messages a model obeys, and what chooses such a role where it is not fixed.</summary>
internal static class InstructionRoles
{
    // A local variable, a method of the project, a choice in it: more than people write.
    private const int MaxDepth = 4;

    /// <summary>True for <c>ChatRole.System</c>, <c>"developer"</c> and <c>new ChatRole("system")</c>.</summary>
    public static bool Is(IOperation role)
    {
        var name = role.WithoutConversion() switch
        {
            IMemberReferenceOperation { Member.Name: var member } => member,
            { ConstantValue: { HasValue: true, Value: string constant } } => constant,
            IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string constant } }] } => constant,
            _ => null,
        };
        return InstructionSinks.Roles.Any(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The values that decide whether the role is one of these: <c>message.Role</c> in <c>message.Role == "system" ? ChatRole.System :
    /// ChatRole.User</c>; empty where nothing is known to.
    /// </summary>
    public static IEnumerable<IOperation> ChoicesOf(IOperation role, SourceScope scope) => ChoicesOf(role, scope, MaxDepth);

    private static IEnumerable<IOperation> ChoicesOf(IOperation role, SourceScope scope, int depth) =>
        depth == 0
            ? []
            : role.WithoutConversion() switch
            {
                ISwitchExpressionOperation choice when choice.Arms.Any(static arm => Is(arm.Value)) => [choice.Value],
                IConditionalOperation { WhenTrue: var one, WhenFalse: { } other } choice when Is(one) || Is(other) => ComparedIn(
                    choice.Condition
                ),
                // `new ChatRole(message.Role)`
                IObjectCreationOperation { Arguments: [{ Value: { ConstantValue.HasValue: false } name }] } => [name],
                ILocalReferenceOperation { Local: var local } => OfLocal(local, scope, depth),
                IInvocationOperation call
                    when scope.Contains(call.TargetMethod.AsDeclared())
                        && scope
                            .ReturnedValues(call.TargetMethod.AsDeclared())
                            .Any(returned => Is(returned) || ChoicesOf(returned, scope, depth - 1).Any()) => call.Arguments.Select(
                    static argument => argument.Value
                ),
                _ => [],
            };

    private static IEnumerable<IOperation> OfLocal(ILocalSymbol local, SourceScope scope, int depth)
    {
        foreach (var declared in local.DeclaringSyntaxReferences)
            if (
                declared.GetSyntax(scope.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
                && scope.ValueOf(value) is { } initial
            )
                foreach (var choice in ChoicesOf(initial, scope, depth - 1))
                    yield return choice;
        foreach (var write in scope.Writes(local))
        {
            if (write.Parent is not ISimpleAssignmentOperation { Value: var assigned })
                continue;
            foreach (var choice in Is(assigned) ? Around(write) : ChoicesOf(assigned, scope, depth - 1))
                yield return choice;
        }
    }

    // `case "system": role = ChatRole.System; break;`, `if (message.Role == "system") role = ChatRole.System;`
    private static IEnumerable<IOperation> Around(IOperation write)
    {
        for (var parent = write.Parent; parent is not null and not IMethodBodyOperation; parent = parent.Parent)
            switch (parent)
            {
                case ISwitchOperation chosen:
                    return [chosen.Value];
                case IConditionalOperation branch:
                    return ComparedIn(branch.Condition);
            }

        return [];
    }

    private static IEnumerable<IOperation> ComparedIn(IOperation condition) =>
        condition switch
        {
            IBinaryOperation both => ComparedIn(both.LeftOperand).Concat(ComparedIn(both.RightOperand)),
            IUnaryOperation not => ComparedIn(not.Operand),
            IIsPatternOperation test => [test.Value],
            IInvocationOperation call => call
                .Arguments.Select(static argument => argument.Value)
                .Concat(call.Instance is { } text ? [text] : Array.Empty<IOperation>()),
            _ => [condition],
        };
}
