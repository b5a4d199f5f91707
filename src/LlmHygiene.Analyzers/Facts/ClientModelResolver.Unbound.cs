using LlmHygiene.Analyzers.Facts.Tracking;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

internal sealed partial class ClientModelResolver
{
    /// <summary>
    /// A step that does not bind: its package is missing, or somebody is typing. It still shows whether a model is handed to
    /// it; nothing is ever said to be absent because of it.
    /// </summary>
    private ModelFact FromUnboundStep(IInvalidOperation step, int depth)
    {
        if (step.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: var receiver } } call) return ModelFact.FlowsIn;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (values.Scope.OperationOf(argument.Expression) is not { } value) continue;
            if (NamesModel(argument, value, name.Identifier.ValueText) && StatedBy(value, isDeployment: true) is { } stated) return stated with { Id = null };
            if (catalog.FindOptions(value.WithoutConversion().Type) is not null && StatedByOptions(value) is { IsStated: true } inOptions) return inOptions with { Id = null };
        }

        // Which of its properties the step hands on is not known, but it cannot take away the model.
        return values.Scope.OperationOf(receiver) is { } inner && Resolve(inner, depth - 1) is { IsStated: true } fact ? fact with { Id = null } : ModelFact.FlowsIn;
    }

    private static bool NamesModel(ArgumentSyntax argument, IOperation value, string method) => argument.NameColon is { Name.Identifier.ValueText: var parameter }
        ? parameter is "model" or "modelId" or "defaultModelId" or "deploymentName"
        : value.Type?.SpecialType == SpecialType.System_String && SdkCatalog.TakesModel(method);
}
