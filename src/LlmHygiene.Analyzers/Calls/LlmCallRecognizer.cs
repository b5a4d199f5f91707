using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>Tells LLM calls from everything else. The name is tested first, so that other invocations cost one hash look-up.</summary>
internal sealed class LlmCallRecognizer(SdkCatalog catalog)
{
    public LlmCall? Recognize(IInvocationOperation invocation)
    {
        if (catalog.FindCall(invocation.TargetMethod, invocation.Syntax.SyntaxTree) is not { } row)
            return null;
        var call = new LlmCall(invocation, row);
        return LookAlikes.IsInExpressionTree(invocation, catalog.Known) || Forwarders.IsForwarder(call, catalog) ? null : call;
    }
}
