using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>The strategies that code adds to the builder of a pipeline, in chains and in statements of their own.</summary>
internal sealed class PipelineStrategies(SourceScope scope)
{
    private const int MaxUses = 100;

    private readonly Dictionary<SyntaxNode, IInvocationOperation> _added = [];

    public IEnumerable<IInvocationOperation> Added => _added.Values;

    public void Add(IInvocationOperation strategy) => _added[strategy.Syntax] = strategy;

    /// <summary>Adds what is done to the builder in a variable. False where some of it is not known.</summary>
    public bool AddUses(ISymbol variable)
    {
        if (scope.IsTooCommon(variable))
            return false;
        var uses = 0;
        foreach (var use in scope.References(variable))
            if (++uses > MaxUses || !AddChain(use))
                return false;
        return true;
    }

    private bool AddChain(IOperation builder)
    {
        for (var steps = 0; steps < MaxUses; steps++)
        {
            builder = builder.WithConversions();
            switch (builder.Parent)
            {
                case IInvocationOperation call when call.Instance == builder && !scope.Contains(call.TargetMethod.AsDeclared()):
                case IArgumentOperation { Parent: IInvocationOperation extension } argument
                    when extension.TargetMethod.IsExtensionMethod
                        && extension.Arguments[0] == argument
                        && !scope.Contains(extension.TargetMethod.AsDeclared()):
                    var step = builder.Parent as IInvocationOperation ?? (IInvocationOperation)builder.Parent.Parent!;
                    if (step.TargetMethod.Name == PollySdk.Build)
                        return true;
                    if (step.TargetMethod.Name.StartsWith(PollySdk.Add, StringComparison.Ordinal))
                        Add(step);
                    builder = step;
                    break;
                case IExpressionStatementOperation or IReturnOperation or IPropertyReferenceOperation:
                case ISimpleAssignmentOperation assignment when assignment.Target == builder || assignment.Target is IDiscardOperation:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }
}
