using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>A recognised call with its arguments by role. An argument that was left out is null; one given as <c>null</c> is not.</summary>
internal sealed class LlmCall(IInvocationOperation invocation, BoundCallRow row)
{
    public IInvocationOperation Invocation { get; } = invocation;

    public SdkTable Sdk { get; } = row.Sdk;

    public CallRow Entry { get; } = row.Entry;

    /// <summary>Of a method that the user has marked; null for one of an SDK.</summary>
    public MarkedCall? Marked { get; } = row.Marked;

    /// <summary>Of a method that carries <c>[Prompt]</c>; null for any other.</summary>
    public PromptReference? DeclaredPrompt { get; } = row.Prompt;

    public IMethodSymbol Method => Invocation.TargetMethod;

    /// <summary>The client that the call goes to: the receiver, or the argument of an extension or generated method.</summary>
    public IOperation? Client => Entry.Client is { } name ? Argument(name) : Invocation.Instance;

    public IOperation? Options => Argument(Entry.Options);

    public IOperation? Model => Argument(Entry.Model);

    public IOperation? Body => Argument(Entry.Body);

    /// <summary>The prompt object that the call executes, as what it is before any conversion.</summary>
    public IOperation? PromptObject
    {
        get
        {
            var prompt = Argument(Entry.PromptObject);
            while (prompt is IConversionOperation conversion)
                prompt = conversion.Operand;
            return prompt;
        }
    }

    /// <summary>The function object that a kernel runs, where it must be seen to be made from a prompt.</summary>
    public IOperation? Function => Entry.Function == ClientSourceRow.Receiver ? Invocation.Instance : Argument(Entry.Function);

    public IEnumerable<IOperation> Prompts
    {
        get
        {
            foreach (var name in Entry.Prompts)
                if (Argument(name) is { } prompt)
                    yield return prompt;
        }
    }

    /// <summary>Where a diagnostic about the call stands: the name of the called method.</summary>
    public Location Location => LocationOf(Invocation);

    public static Location LocationOf(IInvocationOperation invocation) => NameOf(invocation.Syntax).GetLocation();

    private IOperation? Argument(string? parameterName) =>
        ArgumentOrDefault(parameterName) is { } value
        && value is not { Parent: IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } }
            ? value
            : null;

    /// <summary>What the method is given, if only by the default of the parameter.</summary>
    public IOperation? ArgumentOrDefault(string? parameterName)
    {
        if (parameterName is null)
            return null;
        foreach (var argument in Invocation.Arguments)
            if (argument.Parameter?.Name == parameterName)
                return argument.Value;
        return null;
    }

    public static SyntaxNode NameOf(SyntaxNode invocation) =>
        invocation is InvocationExpressionSyntax { Expression: var expression }
            ? expression switch
            {
                MemberAccessExpressionSyntax access => access.Name,
                MemberBindingExpressionSyntax binding => binding.Name,
                _ => expression,
            }
            : invocation;
}
