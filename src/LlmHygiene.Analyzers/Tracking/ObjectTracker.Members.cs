using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ObjectTracker
{
    // `options.Member = x`, `options.Member["k"] = x`, `options.Member.Add("k", x)`
    private void ReadMember(IMemberReferenceOperation member, TrackedObject tracked, ObjectNames names)
    {
        if (tracked.NotesMentions)
            tracked.AddMention(member.Member.Name);
        switch (member)
        {
            case IPropertyReferenceOperation { Property: var result } when ValueTracker.IsTaskResult(result):
                ReadUse(member, tracked, names);
                break;
            case IFieldReferenceOperation:
            case IPropertyReferenceOperation { Property: var property } when !HasOwnCode(property):
                ReadMember(member, member.Member.Name, tracked);
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    // An accessor with a body in the project, also of an extension, may do anything with the object.
    private bool HasOwnCode(IPropertySymbol property)
    {
        property = property.OriginalDefinition;
        return values.Scope.Contains(property)
            && (
                property.IsAbstract
                || property.IsVirtual
                || property.IsOverride
                || (property.GetMethod is { } getter && ValueTracker.HasBody(getter))
                || (property.SetMethod is { } setter && ValueTracker.HasBody(setter))
            );
    }

    // What happens to the value of a member. A value that can be changed through another name is not followed there.
    private void ReadMember(IOperation member, string name, TrackedObject tracked)
    {
        switch (member.Parent)
        {
            case IAssignmentOperation assignment when assignment.Target == member:
                tracked.AddWrite(
                    name,
                    assignment is ISimpleAssignmentOperation or ICoalesceAssignmentOperation ? assignment.Value : assignment
                );
                // `(options.AdditionalProperties ??= [])["k"] = x`
                ReadMember(assignment, name, tracked);
                break;
            case IIncrementOrDecrementOperation change:
                tracked.AddWrite(name, change);
                break;
            case ITupleOperation tuple when ValueWrittenTo(tuple, member) is { } written:
                tracked.AddWrite(name, written);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == member:
                if (element.Parent is IAssignmentOperation set && set.Target == element)
                    tracked.AddWrite(name, set);
                else if (!IsImmutable(element.Type) && element.Type?.SpecialType != SpecialType.System_Object)
                    tracked.AddEscape(name, member);
                break;
            case IInvocationOperation call when call.Instance == member:
                if (!s_readingMethods.Contains(call.TargetMethod.Name))
                    tracked.AddWrite(name, call);
                break;
            // `request.Options.NumPredict = x`
            case IMemberReferenceOperation nested when nested.Instance == member:
                if (nested.Parent is IAssignmentOperation assigned && assigned.Target == nested)
                    tracked.AddWrite(name, assigned);
                else if (!IsImmutable(nested.Type))
                    tracked.AddEscape(name, member);
                break;
            case IConditionalAccessOperation access when access.Operation == member:
                foreach (var receiver in Receivers(access))
                    ReadMember(receiver, name, tracked);
                break;
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation:
            case IConditionalAccessOperation access when access.WhenNotNull == member:
                ReadMember(member.Parent, name, tracked);
                break;
            case IArgumentOperation argument:
                ReadMemberArgument(argument, member, name, tracked);
                break;
            case var use when !IsImmutable(member.Type) && !IsMemberRead(use, member):
                tracked.AddEscape(name, member);
                break;
        }
    }

    // `options.AdditionalProperties.TryAdd(k, v)` as an extension, or the collection passed to a method.
    private void ReadMemberArgument(IArgumentOperation argument, IOperation member, string name, TrackedObject tracked)
    {
        var isByReference = argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out };
        if (isByReference)
            tracked.AddWrite(name, member);
        if (isByReference || IsImmutable(member.Type))
            return;
        if (argument is not { Parent: IInvocationOperation { TargetMethod: var method } invocation, Parameter: { } parameter })
        {
            tracked.AddEscape(name, member);
            return;
        }

        var isExtension = method.IsExtensionMethod && parameter.Ordinal == 0 && !values.Scope.Contains(method.OriginalDefinition);
        if (IsReading(method) || (isExtension && s_readingMethods.Contains(method.Name)))
            return;
        tracked.AddWrite(name, invocation);
        if (!isExtension)
            tracked.AddEscape(name, member);
    }

    private static bool IsMemberRead(IOperation? use, IOperation member) =>
        use switch
        {
            IExpressionStatementOperation
            or IBinaryOperation { OperatorMethod: null }
            or IIsTypeOperation
            or INameOfOperation
            or IInterpolationOperation
            or IForEachLoopOperation => true,
            IIsPatternOperation test => !NamesObject(test.Pattern),
            _ => member.Syntax.Parent is SpreadElementSyntax,
        };

    // `(options.A, options.B) = (x, y)`
    private static IOperation? ValueWrittenTo(ITupleOperation tuple, IOperation target)
    {
        if (tuple.Parent is not IDeconstructionAssignmentOperation deconstruction || deconstruction.Target != tuple)
            return null;
        var value = deconstruction.Value is IConversionOperation { Operand: var operand } ? operand : deconstruction.Value;
        return value is ITupleOperation { Elements: var elements } && elements.Length == tuple.Elements.Length
            ? elements[IndexOf(tuple, target)]
            : deconstruction;
    }
}
