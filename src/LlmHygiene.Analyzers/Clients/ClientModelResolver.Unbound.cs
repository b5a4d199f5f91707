using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

internal sealed partial class ClientModelResolver
{
    /// <summary>
    /// A step that does not bind: its package is missing, or somebody is typing. It still shows whether a model is handed to
    /// it; nothing is ever said to be absent because of it.
    /// </summary>
    private ModelFact FromUnboundStep(IInvalidOperation step, int depth)
    {
        var (arguments, method, receiver) = step.Syntax switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: var target } } call => (
                call.ArgumentList,
                name.Identifier.ValueText,
                target
            ),
            BaseObjectCreationExpressionSyntax creation => (creation.ArgumentList, "", null),
            _ => default,
        };
        foreach (var argument in arguments?.Arguments ?? default)
        {
            // What is written may itself not bind, but is no null.
            if (
                argument.NameColon
                    is { Name.Identifier.ValueText: "model" or "modelId" or "defaultModel" or "defaultModelId" or "deploymentName" }
                && !argument.Expression.IsKind(SyntaxKind.NullLiteralExpression)
            )
                return new ModelFact(ModelState.AtClient, Evidence: step);
            if (values.Scope.OperationOf(argument.Expression) is not { } value)
                continue;
            if (IsModel(argument, value, method) && StatedBy(value, isDeployment: true) is { } stated)
                return stated with { Id = null };
            if (catalog.FindOptions(value.WithoutConversion().Type) is not null && StatedByOptions(value) is { IsStated: true } inOptions)
                return inOptions with { Id = null };
        }

        if (receiver is null)
            return AlwaysOr(step, ModelFact.FlowsIn);
        // Which of its properties the step hands on is not known, but it cannot take away the model.
        return values.Scope.OperationOf(receiver) is { } inner && Resolve(inner, depth - 1) is { IsStated: true } fact
            ? fact with
            {
                Id = null,
            }
            : ModelFact.FlowsIn;
    }

    private static bool IsModel(ArgumentSyntax argument, IOperation value, string method) =>
        argument.NameColon is null
        && value.Type is null or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Error }
        && SdkTables.TakesModel(method);
}
