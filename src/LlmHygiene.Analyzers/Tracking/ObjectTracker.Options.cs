using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ObjectTracker
{
    private const int MaxNesting = 8;

    // `new KernelArguments(settings)`, `ExecutionSettings = new Dictionary<…> { ["default"] = settings }`: an SDK keeps it as it is, and
    // what is written through the options around it is found there.
    private bool IsPutIntoOptions(IOperation value)
    {
        var operation = value;
        for (var i = 0; i < MaxNesting; i++)
        {
            switch (operation.Parent)
            {
                case IArgumentOperation { Parent: IObjectCreationOperation creation, Parameter.Name: var name }:
                    return catalog.HoldsOptions(creation.Type, name);
                case IArgumentOperation { Parent: IInvocationOperation call }
                    when catalog.FindPromptFunction(call.TargetMethod) is not null:
                    return true;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } entry
                    when entry.Value == operation && entry.Parent is IObjectOrCollectionInitializerOperation:
                    operation = entry;
                    break;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment
                    when assignment.Value == operation:
                    return catalog.HoldsOptions(member.ContainingType, member.Name) || catalog.KeepsHttp(member);
                // `{ "default", settings }` in an initializer
                case IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } added }:
                    operation = added;
                    break;
                case IConversionOperation
                or IParenthesizedOperation
                or IArrayInitializerOperation
                or IArrayCreationOperation
                or IObjectOrCollectionInitializerOperation:
                case { Syntax: CollectionExpressionSyntax or CollectionElementSyntax }:
                    operation = operation.Parent;
                    break;
                case IObjectCreationOperation { Type.ContainingNamespace: var space } list
                    when list.Initializer == operation && space?.ToDisplayString() == "System.Collections.Generic":
                    operation = list;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
