using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds the <c>PromptScope.Begin(name, version)</c>, or <c>Begin(prompt)</c>, that is open where a call is made.</summary>
internal static class PromptScopes
{
    public static PromptFact? Around(IOperation call, KnownTypes known)
    {
        if (known.PromptScope is null)
            return null;
        var names = TreeNames.Of(call.Syntax.SyntaxTree);
        if (names.Positions(LlmHygieneSdk.PromptScopeBegin).Count == 0)
            return null;
        var child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IUsingOperation used when child != used.Resources && Begin(used.Resources, known, names) is { } scope:
                    return scope;
                case IBlockOperation block when OpenedBefore(block, child, known, names) is { } scope:
                    return scope;
            }
        }

        return null;
    }

    // `using var scope = PromptScope.Begin(…);`, or a scope that is opened and disposed manually. The nearest one counts.
    private static PromptFact? OpenedBefore(IBlockOperation block, IOperation statement, KnownTypes known, TreeNames names)
    {
        for (var i = block.Operations.IndexOf(statement) - 1; i >= 0; i--)
        {
            if (
                block.Operations[i] is IUsingDeclarationOperation or IVariableDeclarationGroupOperation or IExpressionStatementOperation
                && Begin(block.Operations[i], known, names) is { } scope
            )
                return scope;
        }

        return null;
    }

    private static PromptFact? Begin(IOperation operation, KnownTypes known, TreeNames names)
    {
        if (!names.IsNamedIn(operation.Syntax.Span, LlmHygieneSdk.PromptScopeBegin))
            return null;
        foreach (var invocation in operation.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (
                invocation.TargetMethod.Name != LlmHygieneSdk.PromptScopeBegin
                || !SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, known.PromptScope)
            )
                continue;
            if (invocation.TargetMethod.Parameters.Length == 1)
                return OfPrompt(Argument(invocation, 0), known);
            var version = Argument(invocation, 1);
            return new PromptFact(PromptState.Tagged, Text(Argument(invocation, 0)), Text(version))
            {
                Source = PromptTagSource.Scope,
                VersionValues = version is null ? [] : [version],
            };
        }

        return null;
    }

    private static PromptFact OfPrompt(IOperation? prompt, KnownTypes known) =>
        GeneratedPromptReader.Of(prompt?.WithoutConversion().Type, known) is { } stated
            ? new PromptFact(PromptState.Tagged, stated.Name, stated.Version) { Source = PromptTagSource.Scope }
            : new PromptFact(PromptState.Tagged) { Source = PromptTagSource.Scope };

    private static IOperation? Argument(IInvocationOperation invocation, int ordinal) =>
        invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private static string? Text(IOperation? value) => value?.ConstantValue.Value as string;
}
