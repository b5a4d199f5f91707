using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Follows a client outwards: into variables, out of methods and into parameters, up to where a pipeline wraps it.</summary>
internal sealed class PipelineUses(SourceScope scope, SdkCatalog catalog)
{
    private const int MaxUses = 200;

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Queue<ISymbol> _open = new();

    /// <summary>True when every use of the client is visible, and none wraps it in another pipeline, agent or client.</summary>
    public bool IsOutermost(IOperation made)
    {
        if (!IsPlain(made))
            return false;
        for (var uses = 0; _open.Count > 0; )
        {
            var symbol = _open.Dequeue();
            if (scope.IsOpen(symbol) || scope.IsTooCommon(symbol))
                return false;
            foreach (var reference in ReferencesTo(symbol))
                if (++uses > MaxUses || !IsPlain(reference))
                    return false;
        }

        return true;
    }

    private IEnumerable<IOperation> ReferencesTo(ISymbol symbol) =>
        symbol is IMethodSymbol method ? scope.References(ValueTracker.WithAbstractions(method), method.Name) : scope.References(symbol);

    private void Follow(ISymbol symbol)
    {
        if (_seen.Add(symbol.OriginalDefinition))
            _open.Enqueue(symbol.OriginalDefinition);
    }

    // False for a use that wraps the client, or after which it cannot be followed.
    private bool IsPlain(IOperation value)
    {
        while (
            value.Parent
                is IConversionOperation
                    or IParenthesizedOperation
                    or IAwaitOperation
                    or ICoalesceOperation
                    or ISwitchExpressionArmOperation
                    or ISwitchExpressionOperation
            || value.Parent is IConditionalOperation { Type: not null } choice && choice.Condition != value
        )
            value = value.Parent;

        switch (value.Parent)
        {
            case IInvocationOperation call when call.Instance == value:
                return !catalog.IsPipelineOrBuilder(call.Type);
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                return IsPlainArgument(call.TargetMethod, call.Type, argument);
            case IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } creation } argument:
                return IsPlainArgument(constructor, creation.Type, argument);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                Follow(local);
                return true;
            case IFieldInitializerOperation { InitializedFields: [var field, ..] }:
                Follow(field);
                return true;
            case IPropertyInitializerOperation { InitializedProperties: [var property, ..] }:
                Follow(property);
                return true;
            case IAssignmentOperation assignment when assignment.Target == value:
                return true;
            case IAssignmentOperation { Target: IDiscardOperation }:
                return true;
            case IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                Follow(local);
                return true;
            case IAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } }
                when scope.Contains(member.OriginalDefinition):
                Follow(member);
                return true;
            case IReturnOperation:
                return IsPlainResult(value);
            case IExpressionStatementOperation
            or IMemberReferenceOperation
            or IConditionalAccessOperation
            or IBinaryOperation
            or IIsPatternOperation
            or IUsingOperation:
                return true;
            default:
                return false;
        }
    }

    private bool IsPlainArgument(IMethodSymbol method, ITypeSymbol? result, IArgumentOperation argument)
    {
        if (catalog.FindCall(method) is not null)
            return true;
        if (catalog.FindPipeline(method) is not null || catalog.FindClientSource(method) is not null || catalog.IsPipelineOrBuilder(result))
            return false;
        var definition = method.AsDeclared();
        if (!scope.Contains(definition))
            return IsRegistration(definition);
        if (argument.Parameter is not { } parameter || definition.IsAbstract || definition.IsVirtual || definition.IsOverride)
            return false;
        Follow(definition.Parameters[parameter.Ordinal]);
        return true;
    }

    // A container uses the registered client as it is; other code outside the project may do anything with it.
    private static bool IsRegistration(IMethodSymbol method)
    {
        foreach (var lifetime in DependencyInjectionSdk.Lifetimes)
            if (method.Name.Contains(lifetime))
                return true;
        return false;
    }

    private bool IsPlainResult(IOperation value)
    {
        var owner = value
            .Syntax.Ancestors()
            .FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
        if (owner is AnonymousFunctionExpressionSyntax)
            return scope.OperationOf(owner) is { } lambda && IsPlainDelegate(lambda);
        switch (value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart))
        {
            case IMethodSymbol { AssociatedSymbol: IPropertySymbol property }:
                Follow(property);
                return true;
            case IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method when scope.Contains(method):
                Follow(method);
                return true;
            default:
                return false;
        }
    }

    // `services.AddSingleton<IChatClient>(_ => …)`
    private static bool IsPlainDelegate(IOperation lambda)
    {
        var value = lambda.WithDelegate();
        return value.Parent is IArgumentOperation { Parent: IInvocationOperation call } && IsRegistration(call.TargetMethod);
    }
}
