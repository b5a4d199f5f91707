using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>
/// A call of a method of this project that passes its own parameter on as the prompt. The code that writes the prompt text must also name
/// its version, so the prompt is judged here. Everything else is judged at the call inside the method.
/// </summary>
/// <param name="Options">The options that the method passes on with the prompt.</param>
/// <param name="Holder">The variable with the lambda that is called; null for a method.</param>
internal sealed record PassThroughCall(
    IInvocationOperation Invocation,
    IReadOnlyList<IOperation> Prompts,
    IReadOnlyList<IOperation> Options,
    string? Holder = null
) : ICall
{
    public CallOrigin Origin => CallOrigin.PassThrough;

    public IMethodSymbol Method => Invocation.TargetMethod;

    public string Name => Holder ?? Method.Name;

    public Location Location => CallSyntax.LocationOf(Invocation);

    public string SdkName => Method.ContainingAssembly.Name;

    LlmOperation? ICall.Operation => null;

    IOperation? ICall.Client => null;

    IEnumerable<IOperation> ICall.Prompts => Prompts;
}
