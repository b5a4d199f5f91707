using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>A request to an LLM endpoint.</summary>
/// <param name="Invocation">Where it is made: the send, or the call of an own helper that is told the endpoint.</param>
internal sealed record HttpCall(
    IInvocationOperation Invocation,
    IInvocationOperation Send,
    HttpSendEntry Library,
    LlmOperation Operation,
    HttpRequest Request,
    Lazy<HttpBody> Body,
    PlaceTracker Places
);
