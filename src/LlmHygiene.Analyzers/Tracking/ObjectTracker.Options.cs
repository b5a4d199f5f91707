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
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } call } argument
                    when catalog.FindPromptFunction(method) is not null
                        || (argument == call.Arguments[0] && catalog.HoldsOptions(method.ContainingType, method.Name)):
                    return true;
                // `options.ExecutionSettings["default"] = settings`
                case ISimpleAssignmentOperation
                {
                    Target: IPropertyReferenceOperation
                    {
                        Property.IsIndexer: true,
                        Instance: IMemberReferenceOperation { Member: var held }
                    }
                } element when element.Value == operation:
                    return catalog.HoldsOptions(held.ContainingType, held.Name);
                // `options.ExecutionSettings.Add("default", settings)`
                case IArgumentOperation { Parent: IInvocationOperation { Instance: IMemberReferenceOperation { Member: var held } } }:
                    return catalog.HoldsOptions(held.ContainingType, held.Name);
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } entry
                    when entry.Value == operation && entry.Parent is IObjectOrCollectionInitializerOperation:
                    operation = entry;
                    break;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment
                    when assignment.Value == operation:
                    return catalog.HoldsOptions(member.ContainingType, member.Name) || catalog.KeepsHttp(member);
                case IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation { Member: var filled } }:
                    return catalog.HoldsOptions(filled.ContainingType, filled.Name);
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
