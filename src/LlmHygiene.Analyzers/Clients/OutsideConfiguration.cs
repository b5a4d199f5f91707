using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Whether a collection of services, or a builder that has one, is passed to code that comes from outside: a delegate that somebody else
/// gives, a method of an interface that somebody else implements.
/// </summary>
internal static class OutsideConfiguration
{
    public static bool Any(SourceScope scope, SdkCatalog catalog)
    {
        ValueTracker? values = null;
        foreach (var start in new ContainerPlaces(scope).All())
            for (var value = start; value is not null; value = CallOn(value))
                if (
                    value.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                    && scope.MethodOf(call) is { IsStatic: false } method
                    && IsOutside(method, call)
                )
                    return true;
        return false;

        bool IsOutside(IMethodSymbol method, InvocationExpressionSyntax call) =>
            method.MethodKind == MethodKind.DelegateInvoke
                ? scope.OperationOf(call) is not IInvocationOperation { Instance: { } function }
                    || (values ??= ValueTracker.Whole(scope, catalog)).Trace(function).Origins.Any(origin => !IsVisible(origin))
                : method is { IsAbstract: true } or { ContainingType.TypeKind: TypeKind.Interface }
                    && (scope.Contains(method.OriginalDefinition) ? scope.IsOpen(method) : !Containers.IsOfFramework(method));

        bool IsVisible(Origin origin) =>
            origin.Kind == OriginKind.Null
            || origin.Operation is IAnonymousFunctionOperation or IDelegateCreationOperation { Target: IAnonymousFunctionOperation }
            || origin.Operation is IMethodReferenceOperation { Method: var own } && scope.Contains(own.OriginalDefinition)
            || origin.Operation is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var target } }
                && scope.Contains(target.OriginalDefinition);
    }

    // `services.AddX()`
    private static SyntaxNode? CallOn(SyntaxNode value) =>
        value.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == value
            ? call
            : null;
}
