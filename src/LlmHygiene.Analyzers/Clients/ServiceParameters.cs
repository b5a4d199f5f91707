using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Which parameters a container fills: those of constructors, and of methods and lambdas that are handed to code outside of the project, as
/// endpoints are.
/// </summary>
internal static class ServiceParameters
{
    /// <summary>
    /// False for a parameter of a lambda that the project itself calls: <c>With(client, value => kept = value)</c>. Who calls it, and with
    /// what, is not followed.
    /// </summary>
    public static bool MayBeService(IParameterSymbol parameter, SourceScope scope) =>
        parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda
        || (scope.DelegateOf(lambda) is { } made && IsHandedOut(made, scope));

    /// <summary>True where code of the project may pass the parameter as well: then it need not be the service of the container.</summary>
    public static bool MayBePassed(IParameterSymbol parameter, SourceScope scope) =>
        parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => false,
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => scope.Creations(constructor) is not { Count: 0 }
                || scope.IsMadeByReflection(constructor.ContainingType),
            IMethodSymbol method => scope.IsTooCommon(method)
                || scope.IsReflectedOn(method)
                || scope.CallsOf(method).Any(use => MayPass(use, scope)),
            _ => true,
        };

    private static bool MayPass(IOperation use, SourceScope scope) =>
        use.Parent is not INameOfOperation
        && (use is not IMethodReferenceOperation reference || !IsHandedOut(reference.WithDelegate(), scope));

    // `app.MapPost("/", (…) => …)`, `Delegate Ask() => (…) => …`
    private static bool IsHandedOut(IOperation function, SourceScope scope) =>
        function switch
        {
            { Type.SpecialType: SpecialType.System_Delegate } => true,
            { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } } => method.MethodKind
                != MethodKind.DelegateInvoke
                && !scope.Contains(method.AsDeclared()),
            _ => false,
        };
}
