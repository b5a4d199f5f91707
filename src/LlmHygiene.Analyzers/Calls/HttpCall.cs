using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>An HTTP request to an LLM endpoint.</summary>
/// <param name="Invocation">Where the request is made: the send, or the call of the project's own helper that decides the endpoint.</param>
/// <param name="Send">The method of the HTTP library that sends the request.</param>
internal sealed record HttpCall(IInvocationOperation Invocation, IInvocationOperation Send, HttpSendEntry Library, LlmOperation Operation)
    : ICall
{
    public CallOrigin Origin => CallOrigin.Http;

    public IMethodSymbol Method => Invocation.TargetMethod;

    public string Name => Method.Name;

    public Location Location => CallSyntax.LocationOf(Invocation);

    public string SdkName => Library.Library;

    LlmOperation? ICall.Operation => Operation;

    IOperation? ICall.Client => null;

    // The prompt is somewhere in the body, not in an argument of its own.
    IEnumerable<IOperation> ICall.Prompts => [];
}
