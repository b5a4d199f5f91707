using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>
/// A call of an SDK, or of a method that the user marked as a call. An argument that was left out is null; an argument that was
/// written as <c>null</c> is not.
/// </summary>
internal sealed class SdkCall(IInvocationOperation invocation, BoundCallRow row) : ICall
{
    public CallOrigin Origin => Marked is null ? CallOrigin.Sdk : CallOrigin.UserMethod;

    public IInvocationOperation Invocation { get; } = invocation;

    public SdkTable Sdk { get; } = row.Sdk;

    public CallRow Entry { get; } = row.Entry;

    /// <summary>How the user marked the method; null for a method of an SDK.</summary>
    public MarkedCall? Marked { get; } = row.Marked;

    /// <summary>The prompt of a method that carries <c>[Prompt]</c>; null for any other method.</summary>
    public PromptReference? DeclaredPrompt { get; } = row.Prompt;

    public string SdkName => Sdk.Name;

    LlmOperation? ICall.Operation => Entry.Operation;

    public IMethodSymbol Method => Invocation.TargetMethod;

    public string Name => Method.Name;

    /// <summary>The client that the call goes to: the receiver, or the argument of an extension or generated method.</summary>
    public IOperation? Client => Entry.Client is { } name ? Argument(name) : Invocation.Instance;

    public IOperation? Options => Argument(Entry.Options);

    public IOperation? Model => Argument(Entry.Model);

    public IOperation? Body => Argument(Entry.Body) ?? (row.ReadsConfiguration ? null : Argument(Entry.Configuration));

    /// <summary>The object with a text and settings of its own.</summary>
    public IOperation? Configuration =>
        row.ReadsConfiguration && Argument(Entry.Configuration) is { } given && !IsNull(given) ? given : null;

    private static bool IsNull(IOperation value) =>
        value
            is { ConstantValue: { HasValue: true, Value: null } }
                or IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } };

    /// <summary>The path of the prompt file that the call runs, or the object that is loaded from one.</summary>
    public IOperation? PromptFile
    {
        get
        {
            foreach (var name in Entry.PromptFiles)
                if ((name == ClientSourceRow.Receiver ? Invocation.Instance : Argument(name)) is { } file)
                    return file;
            return null;
        }
    }

    /// <summary>The prompt object that the call executes, before any conversion.</summary>
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

    /// <summary>The function object that a kernel runs, where it is a call only if the function was made from a prompt.</summary>
    public IOperation? Function => Entry.Function == ClientSourceRow.Receiver ? Invocation.Instance : Argument(Entry.Function);

    /// <summary>What is sent. Where the call has a configuration, its text may be sent instead.</summary>
    public IEnumerable<IOperation> Prompts => Configuration is null ? GivenPrompts : [];

    public IEnumerable<IOperation> GivenPrompts
    {
        get
        {
            foreach (var name in Entry.Prompts)
                if ((name == ClientSourceRow.Receiver ? Invocation.Instance : Argument(name)) is { } prompt)
                    yield return prompt;
        }
    }

    public Location Location => CallSyntax.LocationOf(Invocation);

    private IOperation? Argument(string? parameterName) =>
        ArgumentOrDefault(parameterName) is { } value
        && value is not { Parent: IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } }
            ? value
            : null;

    /// <summary>The value of an argument, including the default value of an optional parameter.</summary>
    public IOperation? ArgumentOrDefault(string? parameterName)
    {
        if (parameterName is null)
            return null;
        foreach (var argument in Invocation.Arguments)
            if (argument.Parameter?.Name == parameterName)
                return argument.Value;
        return null;
    }
}
