using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>One place where a service is registered: <c>AddChatClient(…)</c>, <c>AddSingleton&lt;IChatClient&gt;(…)</c>.</summary>
/// <param name="Key">The key of a keyed service, where it is a constant.</param>
internal sealed record ServiceRegistration(IInvocationOperation Call, bool IsKeyed, object? Key)
{
    public static ServiceRegistration Of(IInvocationOperation call)
    {
        var key = ServiceKey.ArgumentOf(call, DependencyInjectionSdk.Container.Key!);
        return new ServiceRegistration(call, key is not null, ServiceKey.Constant(key));
    }

    /// <summary>The operations whose value is the service; none when the registration names a type and no value.</summary>
    public static IEnumerable<IOperation> ValuesOf(IInvocationOperation call, SourceScope scope)
    {
        foreach (var argument in call.Arguments)
        {
            if (
                argument.Parameter is not { Type: var type, Name: var name }
                || name == DependencyInjectionSdk.Container.Key
                || DependencyInjectionSdk.CollectionParameters.Contains(name)
            )
                continue;
            if (argument.Value.Syntax is LambdaExpressionSyntax lambda)
                return scope.ReturnedValues(lambda);
            if (type.TypeKind is TypeKind.Interface or TypeKind.Class && argument.ArgumentKind == ArgumentKind.Explicit)
                return [argument.Value];
        }

        return [];
    }
}

/// <summary>The key that selects one of several services of a type.</summary>
internal static class ServiceKey
{
    /// <summary>
    /// The key of a request: <c>[FromKeyedServices("key")] IChatClient client</c>, <c>[Inject(Key = "key")] IChatClient Client</c>,
    /// <c>GetRequiredKeyedService&lt;IChatClient&gt;("key")</c>. It is null where it is not a constant.
    /// </summary>
    public static (bool IsKeyed, object? Key) OfRequest(IOperation requested)
    {
        switch (requested)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                foreach (var attribute in parameter.GetAttributes())
                    if (attribute.AttributeClass?.Name == DependencyInjectionSdk.KeyAttribute)
                        return (true, attribute.ConstructorArguments is [var key, ..] ? key.Value : null);
                return (false, null);
            case IInvocationOperation call when call.TargetMethod.Name.Contains(DependencyInjectionSdk.Keyed):
                return (true, Constant(ArgumentOf(call, DependencyInjectionSdk.Container.Key!)));
            case IPropertyReferenceOperation { Property: var property }:
                var injected = InjectedProperty.KeyOf(property);
                return (injected is not null, injected);
            default:
                return (false, null);
        }
    }

    /// <summary>
    /// The constant key of a call on any container: <c>serviceId: "chat"</c> where a model is registered and where it is requested.
    /// </summary>
    public static object? OfCall(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Containers.IsKey(argument.Parameter))
                return Constant(argument.Value);
        return null;
    }

    public static IOperation? ArgumentOf(IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Name == parameter)
                return argument.Value;
        return null;
    }

    public static object? Constant(IOperation? value) =>
        value?.WithoutConversion().ConstantValue is { HasValue: true, Value: { } constant } ? constant : null;
}
