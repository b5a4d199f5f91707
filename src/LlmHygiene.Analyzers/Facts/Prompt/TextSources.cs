using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Where text can come from that a variable holds for a while: an element of a collection that is gone through, or an argument of the
/// constructor of a class that carries it. Those that are found are sources; there may be others.
/// </summary>
internal sealed class TextSources(SourceScope scope)
{
    private const int MaxCalls = 40;

    public IEnumerable<IOperation> Of(IOperation origin) =>
        origin switch
        {
            IParameterReferenceOperation { Parameter: var parameter } reference => parameter.ContainingSymbol switch
            {
                IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => ArgumentsOf(constructor, parameter.Ordinal),
                IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } when parameter.Ordinal == 0 => Single(
                    OfQuery(reference) ?? GoneThroughBy(parameter)
                ),
                _ => Single(OfQuery(reference)),
            },
            ILocalReferenceOperation { Local: var local } => Single(OfLoop(local)),
            IPropertyReferenceOperation { Property: var property } => OfRecord(property.OriginalDefinition),
            _ => [],
        };

    // `record Scenario(string System);`
    private IEnumerable<IOperation> OfRecord(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax() is ParameterSyntax { Parent.Parent: var type }
            ? property
                .ContainingType.InstanceConstructors.Where(constructor =>
                    constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() == type)
                )
                .SelectMany(constructor => constructor.Parameters)
                .Where(parameter => parameter.Name == property.Name)
                .SelectMany(parameter => ArgumentsOf((IMethodSymbol)parameter.ContainingSymbol, parameter.Ordinal))
            : [];

    private IEnumerable<IOperation> ArgumentsOf(IMethodSymbol constructor, int ordinal)
    {
        if (!scope.Contains(constructor.ContainingType) || scope.IsTooCommon(constructor.ContainingType))
            yield break;
        foreach (var call in (scope.Creations(constructor) ?? []).Take(MaxCalls))
            if (
                ValueTracker.ArgumentsOf(call) is { IsDefault: false } arguments
                && arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal) is { Value: var value }
            )
                yield return value;
    }

    // `foreach (var prompt in prompts)`
    private IOperation? OfLoop(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax() is ForEachStatementSyntax { Expression: var collection }
            ? scope.OperationOf(collection)
            : null;

    // `from prompt in prompts`
    private IOperation? OfQuery(IOperation reference) =>
        reference.Syntax is IdentifierNameSyntax name && scope.QueryVariableOf(name) is FromClauseSyntax { Expression: var collection }
            ? scope.OperationOf(collection)
            : null;

    // `prompts.Select(prompt => …)`
    private IOperation? GoneThroughBy(IParameterSymbol parameter)
    {
        if (
            parameter.ContainingSymbol.DeclaringSyntaxReferences is not [var declared]
            || declared.GetSyntax() is not LambdaExpressionSyntax lambda
            || scope.OperationOf(lambda) is not { } made
        )
            return null;
        var operation = made.WithDelegate();
        return
            operation.Parent is IArgumentOperation { Parent: IInvocationOperation call } argument
            && call.TargetMethod is { ContainingNamespace: var space, ContainingType.Name: var type }
            && (
                space?.ToDisplayString() is var name && name is "System.Linq" or "System.Collections.Generic"
                || (type == "Parallel" && name == "System.Threading.Tasks")
            )
            && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } collection
            && collection != argument.Value
            ? collection
            : null;
    }

    private static IEnumerable<IOperation> Single(IOperation? source) => source is null ? [] : [source];
}
