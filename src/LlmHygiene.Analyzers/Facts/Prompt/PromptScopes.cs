using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the <c>PromptScope.Begin(name, version)</c>, or <c>Begin(prompt)</c>, that is open where a call is made, in its member. A
/// helper of the project may begin it.
/// </summary>
internal sealed class PromptScopes(SourceScope scope, KnownTypes known)
{
    private const int MaxHelpers = 3;

    /// <summary>False where the compilation begins no scope.</summary>
    public bool AreUsed { get; } = known.PromptScope is { Name: var name } && scope.IsNamed(name, static _ => true);

    /// <summary>The scope in the function with the call. A scope around a function is not the scope in which the function runs.</summary>
    public PromptFact? Around(IOperation call)
    {
        if (!AreUsed)
            return null;
        var child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                case IUsingOperation used when child != used.Resources && Begin(used.Resources) is { } begun:
                    return begun;
                case IBlockOperation block when OpenedBefore(block, child) is { } begun:
                    return begun;
            }
        }

        return null;
    }

    // `using var scope = PromptScope.Begin(…);`, or a scope that is opened and disposed by hand. The nearest counts.
    private PromptFact? OpenedBefore(IBlockOperation block, IOperation statement)
    {
        var end = block.Operations.IndexOf(statement);
        for (var i = end - 1; i >= 0; i--)
        {
            if (
                block.Operations[i] is IUsingDeclarationOperation or IVariableDeclarationGroupOperation or IExpressionStatementOperation
                && Begin(block.Operations[i]) is { } begun
                && !IsDisposed(block, i, end)
            )
                return begun;
        }

        return null;
    }

    private static bool IsDisposed(IBlockOperation block, int opened, int end)
    {
        var variables = block.Operations[opened].Descendants().OfType<IVariableDeclaratorOperation>().Select(one => one.Symbol).ToList();
        if (variables.Count == 0)
            return false;
        for (var i = opened + 1; i < end; i++)
        {
            if (
                block.Operations[i] is IExpressionStatementOperation { Operation: IInvocationOperation call }
                && call is { TargetMethod.Name: "Dispose", Instance: ILocalReferenceOperation { Local: var local } }
                && variables.Contains(local, SymbolEqualityComparer.Default)
            )
                return true;
        }

        return false;
    }

    private PromptFact? Begin(IOperation operation)
    {
        foreach (var invocation in Calls(operation))
            if (OfCall(invocation, MaxHelpers) is { } begun)
                return begun;
        return null;
    }

    // What a lambda begins is over when the statement is.
    private static IEnumerable<IInvocationOperation> Calls(IOperation operation)
    {
        if (operation is IInvocationOperation invocation)
            yield return invocation;
        if (operation is IAnonymousFunctionOperation)
            yield break;
        foreach (var child in operation.ChildOperations)
        foreach (var call in Calls(child))
            yield return call;
    }

    private PromptFact? OfCall(IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod;
        if (
            method.Name == LlmHygieneSdk.PromptScopeBegin
            && SymbolEqualityComparer.Default.Equals(method.ContainingType, known.PromptScope)
        )
            return OfBegin(invocation);
        var definition = method.AsDeclared();
        if (depth == 0 || !IsDisposable(method.ReturnType) || !scope.Contains(definition))
            return null;
        foreach (var body in definition.IsAbstract ? scope.Implementations(definition) : [definition])
        foreach (var returned in scope.ReturnedValues(body).Select(Conversions.WithoutConversion).OfType<IInvocationOperation>())
            if (OfCall(returned, depth - 1) is { } begun)
                return Given(begun, invocation);
        return null;
    }

    private static bool IsDisposable(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_IDisposable
        || type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_IDisposable);

    private PromptFact OfBegin(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod.Parameters.Length == 1)
            return OfPrompt(Argument(invocation, 0), known);
        var version = Argument(invocation, 1);
        return new PromptFact(PromptState.Tagged, Text(Argument(invocation, 0)), Text(version))
        {
            Source = PromptTagSource.Scope,
            VersionValues = version is null ? [] : [version],
        };
    }

    /// <summary>A version that a helper is handed is the one that its caller writes.</summary>
    public static PromptFact Given(PromptFact begun, IInvocationOperation call)
    {
        var versions = begun.VersionValues.Select(value => ArgumentFor(value, call) ?? value).ToList();
        return begun with { Version = begun.Version ?? versions.Select(Text).FirstOrDefault(), VersionValues = versions };
    }

    private static IOperation? ArgumentFor(IOperation value, IInvocationOperation call) =>
        value.WithoutConversion() is IParameterReferenceOperation { Parameter: var parameter }
        && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, call.TargetMethod.OriginalDefinition)
            ? Argument(call, parameter.Ordinal)
            : null;

    private static PromptFact OfPrompt(IOperation? prompt, KnownTypes known) =>
        GeneratedPromptReader.Of(prompt?.WithoutConversion().Type, known) is { } stated
            ? new PromptFact(PromptState.Tagged, stated.Name, stated.Version) { Source = PromptTagSource.Scope }
            : new PromptFact(PromptState.Tagged) { Source = PromptTagSource.Scope };

    private static IOperation? Argument(IInvocationOperation invocation, int ordinal) =>
        invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private static string? Text(IOperation? value) => value?.ConstantValue.Value as string;
}
