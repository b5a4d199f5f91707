using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// The clients that go into something which an SDK makes out of several: the agents of a workflow, of its builder, of a group chat.
/// </summary>
internal sealed class ClientParts(SdkCatalog catalog, ValueTracker values, int max)
{
    private readonly List<IOperation> _found = [];
    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);
    private int _steps;

    /// <param name="made">The call or creation that makes the whole.</param>
    public IReadOnlyList<IOperation> Of(IOperation made)
    {
        AddGiven(made);
        return _found;
    }

    private void AddGiven(IOperation made)
    {
        switch (made)
        {
            case IInvocationOperation call
                when !values.Scope.Contains((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition):
                Add(call.Instance);
                foreach (var argument in call.Arguments)
                    Add(argument.Value);
                break;
            case IObjectCreationOperation creation:
                foreach (var argument in creation.Arguments)
                    Add(argument.Value);
                foreach (var part in creation.Initializer?.Initializers.AsEnumerable() ?? [])
                    Add((part as IAssignmentOperation)?.Value);
                break;
        }
    }

    private void Add(IOperation? value)
    {
        if (value is null || ++_steps > max)
            return;
        value = value.WithoutConversion();
        // The array or collection of `params` has the syntax of the call.
        if (value is not IArrayCreationOperation && !Collections.IsCollectionExpression(value) && !_seen.Add(value.Syntax))
            return;
        if (catalog.IsClient(value.Type))
        {
            _found.Add(value);
        }
        else if (value is IArrayCreationOperation { Initializer.ElementValues: var items })
        {
            foreach (var item in items)
                Add(item);
        }
        else if (Collections.IsCollectionExpression(value))
        {
            foreach (var element in Collections.ElementsOf(value))
                Add(element);
        }
        else if (value.Syntax is LambdaExpressionSyntax lambda)
        {
            foreach (var returned in values.Scope.ReturnedValues(lambda))
                Add(returned);
        }
        else if (value.Type is { IsReferenceType: true, SpecialType: SpecialType.None })
        {
            AddOrigins(value);
        }
    }

    private void AddOrigins(IOperation value)
    {
        var trace = values.Trace(value);
        foreach (var origin in trace.Origins)
        {
            var made = origin.Operation.WithoutConversion();
            if (made is IInvocationOperation or IObjectCreationOperation)
                AddGiven(made);
            else if (made != value)
                Add(made);
        }

        // `builder.AddEdge(writer, editor);` in a statement of its own
        foreach (var holder in trace.Holders)
        {
            if (!_holders.Add(holder) || values.Scope.IsTooCommon(holder))
                continue;
            foreach (var reference in values.Scope.References(holder))
                if (reference.Parent is IInvocationOperation { Instance: { } instance } call && instance == reference)
                    foreach (var argument in call.Arguments)
                        Add(argument.Value);
        }
    }
}
