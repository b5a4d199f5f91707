using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Finds by syntax alone which calls may pass on a parameter of their method. Only these are bound, because binding a call is expensive.
/// </summary>
internal sealed class Forwarding(SourceScope scope)
{
    private readonly Dictionary<string, bool> _isCalled = new(StringComparer.Ordinal);

    /// <summary>True when a method or lambda around the place has parameters and is called by name anywhere.</summary>
    public bool MayReachCallers(SimpleNameSyntax place) => MethodsAround(place).Any(IsCalled);

    private bool IsCalled(string method)
    {
        if (!_isCalled.TryGetValue(method, out var known))
            _isCalled.Add(method, known = scope.IsNamed(method, IsCall));
        return known;
    }

    // `Ask(text)`, and `ask.Invoke(text)` of a lambda
    private static bool IsCall(SimpleNameSyntax name) =>
        IsCallWithArguments(name)
        || name.Parent switch
        {
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access => access.Expression == name,
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax } access => access.Expression == name,
            _ => false,
        };

    /// <summary>Only a method with parameters can pass one on, and only a call with arguments can receive it.</summary>
    public static bool CanHandOn(SimpleNameSyntax name) => IsCallWithArguments(name) && IsInMethodWithParameters(name);

    /// <summary>True in a method, or in a lambda with a name, that has parameters.</summary>
    public static bool IsInMethodWithParameters(SyntaxNode place) => MethodsAround(place).Any();

    public static bool IsCallWithArguments(SimpleNameSyntax name) =>
        name.Parent switch
        {
            InvocationExpressionSyntax call => call.ArgumentList.Arguments.Count > 0,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access => access.Name == name
                && call.Expression == access
                && call.ArgumentList.Arguments.Count > 0,
            MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call.ArgumentList.Arguments.Count > 0,
            _ => false,
        };

    // The names of the enclosing methods that have parameters, and of the variables with such lambdas.
    private static IEnumerable<string> MethodsAround(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case MethodDeclarationSyntax { ParameterList.Parameters.Count: > 0 } method:
                    yield return method.Identifier.ValueText;
                    break;
                case LocalFunctionStatementSyntax { ParameterList.Parameters.Count: > 0 } function:
                    yield return function.Identifier.ValueText;
                    break;
                case ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: > 0 }
                or SimpleLambdaExpressionSyntax
                or AnonymousMethodExpressionSyntax { ParameterList.Parameters.Count: > 0 }
                    when ancestor.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier: var holder } }:
                    yield return holder.ValueText;
                    break;
                case TypeDeclarationSyntax:
                    yield break;
            }
        }
    }
}
