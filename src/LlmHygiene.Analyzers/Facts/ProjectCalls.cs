using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>The calls of a compilation.</summary>
internal static class ProjectCalls
{
    /// <param name="isJudged">Whether rules look at the place at all.</param>
    public static IEnumerable<SdkCall> Of(
        ServiceGraph services,
        SdkCallRecognizer recognizer,
        SourceScope scope,
        Func<SyntaxNode, CancellationToken, bool> isJudged
    )
    {
        var files = scope.TreesNaming(services.Catalog.MarkerWords);
        foreach (var name in services.Catalog.CallNames)
        foreach (var node in CallCandidates.Named(name, scope, services.Catalog, trees: files))
            if (isJudged(node, scope.Cancellation) && At(node, services, recognizer, scope) is { } call)
                yield return call;
    }

    private static SdkCall? At(InvocationExpressionSyntax node, ServiceGraph services, SdkCallRecognizer recognizer, SourceScope scope) =>
        scope.MethodOf(node) is { } method
        && services.Catalog.FindCall(method, node.SyntaxTree) is not null
        && scope.OperationOf(node) is IInvocationOperation invocation
            ? recognizer.Recognize(invocation)
            : null;
}
