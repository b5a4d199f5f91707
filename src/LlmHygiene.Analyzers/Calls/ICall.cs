using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>An LLM call in the code, however it is made, with its arguments by role.</summary>
internal interface ICall
{
    CallOrigin Origin { get; }

    IInvocationOperation Invocation { get; }

    /// <summary>The called method.</summary>
    IMethodSymbol Method { get; }

    /// <summary>What messages call it: the name of the method, or of the variable that holds the called lambda.</summary>
    string Name { get; }

    /// <summary>Where a diagnostic about the whole call is reported: the name of the called method.</summary>
    Location Location { get; }

    /// <summary>The name in the inventory: an SDK, an HTTP library, or the name that the user gave the SDK of their own method.</summary>
    string SdkName { get; }

    /// <summary>The operation that the model is asked to perform; null where the call does not show it.</summary>
    LlmOperation? Operation { get; }

    /// <summary>The client that the call goes to; null where there is none.</summary>
    IOperation? Client { get; }

    /// <summary>The arguments that carry prompt text or messages.</summary>
    IEnumerable<IOperation> Prompts { get; }
}
