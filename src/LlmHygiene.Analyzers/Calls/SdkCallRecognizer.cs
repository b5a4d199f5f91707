using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>Distinguishes calls of SDKs and marked methods from all other invocations, which cost one hash lookup of their name.</summary>
internal sealed class SdkCallRecognizer(SdkCatalog catalog)
{
    public SdkCall? Recognize(IInvocationOperation invocation)
    {
        if (
            catalog.FindCall(invocation.TargetMethod, invocation.Syntax.SyntaxTree) is not { } row
            || LookAlikes.IsInExpressionTree(invocation, catalog.Known)
        )
            return null;
        var call = new SdkCall(invocation, row);
        return Forwarders.IsForwarder(call, catalog) ? null : call;
    }
}
