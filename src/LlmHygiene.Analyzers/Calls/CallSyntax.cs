using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>Where an invocation names the method that it calls.</summary>
internal static class CallSyntax
{
    public static Location LocationOf(IInvocationOperation invocation) => NameOf(invocation.Syntax).GetLocation();

    /// <summary>The name of the called method; the node itself where it is not an invocation with a name.</summary>
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
