using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Model;

internal sealed partial class ClientModelResolver
{
    /// <summary>
    /// A step that does not bind: its package is missing, or the user is typing. It may still show that a model is passed to it; it never
    /// proves that something is absent.
    /// </summary>
    private ModelFact FromUnboundStep(ClientStep step)
    {
        var (arguments, method, receiver) = step.Operation.Syntax switch
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
            if (StatedBy(argument, method, step) is { } stated)
                return stated.WithoutId();
        if (receiver is null)
            return AlwaysOr(step, ModelFact.FlowsIn);
        // Which of its properties the step keeps is not known, but it cannot remove the model.
        return step.Next(chain.Values.Scope.OperationOf(receiver)) is { } inner && Of(inner) is { IsStated: true } fact
            ? fact.WithoutId()
            : ModelFact.FlowsIn;
    }

    private ModelFact? StatedBy(ArgumentSyntax argument, string method, ClientStep step)
    {
        // The expression itself may not bind, but it is not null.
        if (
            argument.NameColon is { Name.Identifier.ValueText: var name }
            && SdkCatalog.IsModelParameter(name)
            && !argument.Expression.IsKind(SyntaxKind.NullLiteralExpression)
        )
            return AtClient(step.Operation);
        if (chain.Values.Scope.OperationOf(argument.Expression) is not { } value)
            return null;
        if (IsModel(argument, value, method) && StatedBy(value) is { } stated)
            return stated with { IsDeployment = true };
        return
            chain.Catalog.FindOptions(value.WithoutConversion().Type) is not null
            && StatedBy(chain.Options.Read(value)) is { IsStated: true } inOptions
            ? inOptions
            : null;
    }

    private static bool IsModel(ArgumentSyntax argument, IOperation value, string method) =>
        argument.NameColon is null
        && value.Type is null or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Error }
        && SdkTables.TakesModel(method);
}
