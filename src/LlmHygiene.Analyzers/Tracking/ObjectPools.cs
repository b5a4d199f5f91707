using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The pools of Microsoft.Extensions.ObjectPool: they hand out objects that their policy makes, and the same ones again.</summary>
internal static class ObjectPools
{
    /// <summary><c>pool.Get()</c></summary>
    public static bool IsGet(IMethodSymbol method) =>
        method is { Name: ObjectPoolSdk.Get, Parameters.IsEmpty: true, IsStatic: false } && IsPool(method.ContainingType);

    /// <summary><c>pool.Return(value)</c></summary>
    public static bool IsReturn(IMethodSymbol method) =>
        method is { Name: ObjectPoolSdk.Return, Parameters.Length: 1 } && IsPool(method.ContainingType);

    /// <summary>The policy that a new pool is given; null for any other value, and for a pool without a policy of the project.</summary>
    public static IOperation? PolicyOf(IOperation made) =>
        made switch
        {
            IObjectCreationOperation { Type: { Name: ObjectPoolSdk.DefaultPool } type, Arguments: var arguments } when IsOfPackage(type) =>
                Policy(arguments),
            // A provider of the project may make another policy around it.
            IInvocationOperation { TargetMethod: { Name: ObjectPoolSdk.Create, ContainingType: { Name: var maker } type } } call
                when IsOfPackage(type)
                    && (
                        ObjectPoolSdk.Makers.Contains(maker)
                        || (
                            maker == ObjectPoolSdk.Provider
                            && call.Instance?.WithoutConversion().Type?.Name == ObjectPoolSdk.DefaultProvider
                        )
                    ) => Policy(call.Arguments),
            _ => null,
        };

    /// <summary>The method with which a policy of the project makes an object; null where another class may override it.</summary>
    public static IMethodSymbol? CreateOf(IOperation policy, SourceScope scope)
    {
        for (
            var type = policy is IObjectCreationOperation { Type: INamedTypeSymbol made } ? made.OriginalDefinition : null;
            type is not null && scope.Contains(type);
            type = type.BaseType?.OriginalDefinition
        )
            foreach (var method in type.GetMembers(ObjectPoolSdk.Create).OfType<IMethodSymbol>())
                if (method is { Parameters.IsEmpty: true, IsStatic: false, IsAbstract: false })
                    return method;
        return null;
    }

    private static IOperation? Policy(IEnumerable<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(static argument => argument.Parameter?.Name == ObjectPoolSdk.Policy)?.Value;

    private static bool IsPool(INamedTypeSymbol type) => ObjectPoolSdk.Pools.Contains(type.Name) && IsOfPackage(type);

    private static bool IsOfPackage(ITypeSymbol type) =>
        type.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && type.ContainingNamespace.ToDisplayString() == ObjectPoolSdk.Namespace;
}
